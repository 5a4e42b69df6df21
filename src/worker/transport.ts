/** A named channel: every other member gets what one member sends, in order, as a copy. Who left neither hears nor says anything. */
export interface Channel<Out> {
  send(message: Out): void;
  leave(): void;
}

/** How tabs reach each other (TAB4). Contract: transport.test.ts, run on every implementation. */
export interface Transport {
  join<In, Out>(name: string, onMessage: (message: In) => void): Channel<Out>;
}

/** Between the tabs of one browser. */
export function broadcastTransport(prefix: string): Transport {
  return {
    join(name, onMessage) {
      const channel = new BroadcastChannel(prefix + name);
      channel.onmessage = (event) => onMessage(event.data);
      let hasLeft = false;
      return {
        send(message) {
          if (!hasLeft) channel.postMessage(message);
        },
        leave() {
          hasLeft = true;
          channel.close();
        },
      };
    },
  };
}

/** Between tabs that a test keeps in one process. `deliver` decides when a message arrives. */
export function inProcessTransport(deliver: (run: () => void) => void = queueMicrotask): Transport {
  const members = new Map<string, Set<(message: never) => void>>();
  return {
    join(name, onMessage) {
      const channel = members.get(name) ?? new Set();
      members.set(name, channel);
      const self = (message: never) => onMessage(message);
      channel.add(self);
      return {
        send(message) {
          if (!channel.has(self)) return;
          const copy = structuredClone(message);
          for (const other of channel) if (other !== self) deliver(() => channel.has(other) && other(structuredClone(copy) as never));
        },
        leave: () => void channel.delete(self),
      };
    },
  };
}
