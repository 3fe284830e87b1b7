import type { Address } from '../base/address';
import { Nodes, type Posted } from '../base/nodes.testkit';
import type { Operation, OperationKind } from './operation';
import type { ServerMessage } from './server';

/** Servers that clerks ask, and the answers they give: those are noted, and not under way. */
export class Shop<S, C> extends Nodes<S, ServerMessage, C> {
  /** "S1 to C1.1: x", every answer given so far. */
  readonly answers: string[] = [];
  private readonly calls = new Map<number, number>();

  /** The next operation of C1, C2, … */
  operation(clerk: number, op: OperationKind, key: string, value = ''): Operation {
    const id = (this.calls.get(clerk) ?? 0) + 1;
    this.calls.set(clerk, id);
    return { op, key, value, clerk: 100 + clerk, id };
  }

  ask(address: Address, operation: Operation, attempt = 0): this {
    const message = { kind: 'request', operation, attempt } as const;
    return this.deliver({ from: operation.clerk, to: address, message });
  }

  protected override post(posted: Posted<ServerMessage>): void {
    const { from, to, message } = posted;
    if (message.kind === 'reply')
      this.answers.push(`S${from} to C${to - 100}.${message.id}: ${message.result}`);
    else super.post(posted);
  }
}
