const STATES = [
  {
    state: 'untouched',
    word: 'untouched',
    glyph: '·',
    title: 'This server has not heard of the instance.',
  },
  {
    state: 'promised',
    word: 'promised',
    glyph: '',
    title: 'It promised a ballot and accepted nothing.',
  },
  {
    state: 'accepted',
    word: 'accepted',
    glyph: '',
    title: 'It accepted a value at a ballot. That alone decides nothing.',
  },
  {
    state: 'chosen',
    word: 'chosen',
    glyph: '★',
    title: 'A majority accepted it, and this server does not know it yet.',
  },
  { state: 'decided', word: 'decided', glyph: '✓', title: 'This server knows what was chosen.' },
  { state: 'hole', word: 'hole', glyph: '', title: 'Not decided here, while a later instance is.' },
  {
    state: 'forgotten',
    word: 'forgotten',
    glyph: '✕',
    title: 'Below Min: every server is done with it.',
  },
] as const;

/** The seven states of a cell. */
export function Legend() {
  return (
    <ul className="log-legend" aria-label="States of a cell">
      {STATES.map(({ state, word, glyph, title }) => (
        <li key={state} title={title}>
          <i className="log-swatch" data-state={state} aria-hidden="true">
            {glyph}
          </i>
          {word}
        </li>
      ))}
    </ul>
  );
}
