declare module 'sockjs-client/dist/sockjs.min.js' {
  const SockJS: new (url: string, reserved: null, options: { transports: string[] }) => any;
  export default SockJS;
}
