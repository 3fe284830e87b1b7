/** The keys, as the help lists them. */
export const KEY_HELP: readonly (readonly [keys: string, what: string])[] = [
  ['Space', 'Play or pause'],
  ['→ ←', 'Forward, back (also PageDown, PageUp, a clicker): an event or, in a story, a beat'],
  ['Shift+→ ←', 'One event forward, back, in a story too'],
  ['Home End', 'To the start, to the end'],
  ['U', 'Undo the last action (also Ctrl+Z; Ctrl+Shift+Z does it again)'],
  ['Tab', 'To the next server, message or region; Enter does what a click does'],
  ['Shift+Enter', 'Selects instead of acting'],
  ['D A H R', 'Drop, deliver now, hold or release, duplicate the focused or selected message'],
  ['X Z E I', 'Kill or restart, pause or resume, deafen, cut off the focused or selected server'],
  ['S N', 'Start(instance, value) and Done(instance) at the focused or selected server'],
  ['S C B', 'With a leader: propose, let a heartbeat check fire, send heartbeats'],
  ['P L W', 'Partition, heal the network, weather'],
  ['F', 'The region with the focus in full size, and back'],
  ['Esc', 'Closes what is open, clears the selection, leaves the story at this moment'],
  ['?', 'This help'],
];
