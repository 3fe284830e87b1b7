import { grouped } from './runs.testkit';

// What ShiViz demands of a log (DistributedClocks/shiviz: the parser, the timestamps and the graph), written from its
// rules: it says what is wrong with a file, in the order in which ShiViz would find it.

export interface LoggedEvent {
  readonly event: string;
  readonly host: string;
  readonly clock: ReadonlyMap<string, number>;
}

type Log = readonly LoggedEvent[];

/** The events of an uploaded file: how to read them, what stands between two runs, and the log. @throws Error */
export function parseShiViz(file: string): Log {
  const [parser = '', delimiter = '', ...lines] = file.split('\n');
  if (delimiter !== '') throw new Error('this validator knows one run a file');
  const events: LoggedEvent[] = [];
  for (const { groups } of lines.join('\n').trim().matchAll(new RegExp(parser, 'gm'))) {
    const { event, host, clock } = groups ?? {};
    if (event === undefined || host === undefined || clock === undefined)
      throw new Error('the parser has no groups event, host and clock');
    events.push({ event, host, clock: clockOf(clock) });
  }
  if (events.length === 0) throw new Error('the parser captures no event');
  return events;
}

function clockOf(text: string): Map<string, number> {
  const clock = Object.entries(JSON.parse(text) as object) as [string, unknown][];
  for (const [host, time] of clock)
    if (!Number.isInteger(time)) throw new Error(`no time of ${host}: ${time}`);
  // Entries of 0 count as none.
  return new Map((clock as [string, number][]).filter(([, time]) => time !== 0));
}

/** Everything that ShiViz would object to. */
export function objections(log: Log): string[] {
  const byHost = grouped(log, ({ host }) => host);
  return [
    ...log.flatMap(({ host, clock }) => (clock.has(host) ? [] : [`${host} is missing`])),
    ...[...byHost].flatMap(([host, events]) => stepsOf(host, events)),
    ...log.flatMap((event) => strangersIn(event, byHost)),
    ...log.flatMap((event) => intransitive(event, byHost)),
  ];
}

/** The own entry starts at 1 and rises by 1. */
function stepsOf(host: string, events: Log): string[] {
  const times = events.map(({ clock }) => clock.get(host) ?? 0).sort((a, b) => a - b);
  const wrong = times.findIndex((time, i) => time !== i + 1);
  return wrong < 0 ? [] : [`event ${wrong + 1} of ${host} has time ${times[wrong]}`];
}

/** Every other entry names an event of a known host. */
function strangersIn({ event, clock }: LoggedEvent, byHost: ReadonlyMap<string, Log>): string[] {
  return [...clock].flatMap(([host, time]) => {
    const count = byHost.get(host)?.length;
    if (count === undefined) return [`${event}: unknown host ${host}`];
    return time < 1 || time > count ? [`${event}: ${host} has no time ${time}`] : [];
  });
}

/** What is a cause of a cause is a cause. */
function intransitive(
  { event, host, clock }: LoggedEvent,
  byHost: ReadonlyMap<string, Log>,
): string[] {
  return [...clock].flatMap(([other, time]) => {
    const cause = byHost.get(other)?.find((candidate) => candidate.clock.get(other) === time);
    if (!cause || other === host) return [];
    const beyond = [...cause.clock].filter(([name, known]) => (clock.get(name) ?? 0) < known);
    return beyond.map(([name]) => `${event}: knows ${other} but not what it knew of ${name}`);
  });
}

/** Whether one happened before the other, as ShiViz draws it. */
export function isBefore(a: LoggedEvent, b: LoggedEvent): boolean {
  return a !== b && [...a.clock].every(([host, time]) => (b.clock.get(host) ?? 0) >= time);
}
