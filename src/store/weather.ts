import type { Session } from './session';

const MOST_DELAY_MS = 60_000;

/** Changes the weather from the texts of a form (delays in ms, ratios in per cent); a text says why not. */
export function callWeather(session: Session, field: (name: string) => string): string | null {
  const delay = [
    readNumber(field('least'), MOST_DELAY_MS),
    readNumber(field('most'), MOST_DELAY_MS),
  ] as const;
  const [least, most] = delay;
  if (least === null || most === null) return `A delay is a number from 0 to ${MOST_DELAY_MS} ms.`;
  if (least > most) return 'The least delay is above the most.';
  const ratios = ['loss', 'replyLoss', 'duplicate'].map((name) => readNumber(field(name), 100));
  if (ratios.some((ratio) => ratio === null)) return 'A share is a number from 0 to 100 %.';
  const [loss, replyLoss, duplicate] = ratios.map((ratio) => (ratio ?? 0) / 100) as [
    number,
    number,
    number,
  ];
  const weather = { delay: [least, most] as const, loss, replyLoss, duplicate };
  session.act({ type: 'weather', weather }, 'Changed the weather.');
  return null;
}

function readNumber(text: string, most: number): number | null {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && value >= 0 && value <= most ? value : null;
}
