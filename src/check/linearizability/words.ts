import { type Operation, toldByAppend } from './history';

/** An operation in one short line: `C1 get "x" → "1", call 4, return 5`. */
export function operationInWords(operation: Operation): string {
  const end = operation.return === null ? 'never returned' : `return ${operation.return}`;
  return `${plain(operation.client)} ${deedOf(operation)}, call ${operation.call}, ${end}`;
}

function deedOf(operation: Operation): string {
  const answer = operation.return === null ? '' : answerOf(operation);
  return `${operation.op} ${quoted(operation.key)}${argumentOf(operation)}${answer}`;
}

function argumentOf(operation: Operation): string {
  if (operation.op === 'get') return '';
  if (operation.op !== 'cas') return ` ${quoted(operation.value)}`;
  return ` ${quoted(operation.value[0])} to ${quoted(operation.value[1])}`;
}

function answerOf(operation: Operation): string {
  if (operation.op === 'get') return ` → ${quoted(operation.result ?? null)}`;
  if (operation.op === 'cas') return ` → ${operation.result ?? false}`;
  const told = operation.op === 'append' ? toldByAppend(operation) : null;
  return told === null ? '' : ` → ${quoted(told)}`;
}

const LONGEST = 40;

/** A text as a message quotes it: on one line, long ones with their ends. */
export function quoted(text: string | null): string {
  return text === null ? 'null' : plain(JSON.stringify(shortened(text)));
}

function plain(text: string): string {
  return shortened(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function shortened(text: string): string {
  if (text.length <= 2 * LONGEST) return text;
  return `${text.slice(0, LONGEST)}…${text.slice(-LONGEST / 2)}`;
}
