// Shows the number that the server tells; the browser connects again by itself after a break.
const people = document.getElementById('people');
const connection = document.getElementById('connection');
const source = new EventSource('/counter');

source.addEventListener('people', (event) => {
  people.textContent = JSON.parse(event.data).people;
});
source.addEventListener('open', () => {
  connection.textContent = '';
});
source.addEventListener('error', () => {
  connection.textContent = '다시 연결 중… / Reconnecting…';
});
