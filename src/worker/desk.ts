import type { Channel, Transport } from "./transport.ts";
import type { Locks } from "./locks.ts";
import type { LeaderInfo, Line, ToClient, ToLeader } from "./messages.ts";

interface DeskDeps {
  readonly transport: Transport;
  readonly locks: Locks;
  readonly epoch: number;
  readonly line: Line;
  info(): LeaderInfo;
  /** The tab of this client is gone; what it had journaled can be applied now (failure 9). */
  onGone(client: string): void;
}

/** Where a leader serves its followers. A client's watches and tasks end when its lock says that it is gone (TAB3). */
export interface Desk {
  welcome(client: string): void;
  tell(): void;
  close(): void;
  readonly clients: number;
}

export function createDesk({ transport, locks, epoch, line, info, onGone }: DeskDeps): Desk {
  const clients = new Map<string, { channel: Channel<ToClient>; leave: () => void }>();

  const admit = (client: string) => {
    const calls = new Map<number, () => void>();
    const waiting = new AbortController();
    const channel = transport.join<ToLeader, ToClient>(client, (message) => {
      if (message.epoch !== epoch) return;
      if (message.type === "ping") return channel.send({ epoch, type: "pong" });
      if (message.type === "end") {
        calls.get(message.call)?.();
        calls.delete(message.call);
        return;
      }
      const { call, request } = message;
      calls.set(call, () => undefined);
      const end = line.open(request, (answer) => {
        if (answer.kind === "done" || answer.kind === "broken") calls.delete(call);
        channel.send({ epoch, type: "answer", call, answer });
      });
      if (calls.has(call)) calls.set(call, end);
    });
    const leave = () => {
      clients.delete(client);
      waiting.abort();
      for (const end of calls.values()) end();
      channel.leave();
    };
    clients.set(client, { channel, leave });
    const gone = async () => {
      leave();
      onGone(client);
    };
    void locks.request(`client:${client}`, gone, waiting.signal);
    return channel;
  };

  return {
    get clients() {
      return clients.size;
    },
    welcome(client) {
      const channel = clients.get(client)?.channel ?? admit(client);
      channel.send({ epoch, type: "welcome", info: info() });
    },
    tell() {
      for (const { channel } of clients.values()) channel.send({ epoch, type: "info", info: info() });
    },
    close() {
      for (const { leave } of [...clients.values()]) leave();
    },
  };
}
