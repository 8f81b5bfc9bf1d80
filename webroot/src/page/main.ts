import './style/theme.css';
import './market-room.js';
