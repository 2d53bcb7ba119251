/**
 * Pictures of many clients that wait for their turn: the newest of each client, nothing older. Clients take turns, and none has two
 * pictures in work, so that a fast one can't starve a slow one. Forgets a client with its last picture.
 */
export interface PictureQueue<P extends { readonly clientId: string }> {
  /** Puts a picture in its client's place and keeps the client's turn. Returns the older one that it replaced. */
  put(picture: P): P | null;
  /** Takes the picture whose turn it is; it is in work until `done`. */
  take(): P | null;
  done(clientId: string): void;
  /** Takes back what waits for a client. */
  remove(clientId: string): P | null;
  clear(): readonly P[];
  waiting(): number;
}

export function createPictureQueue<P extends { readonly clientId: string }>(): PictureQueue<P> {
  /** In the order of turns: a map keeps the place of a key whose value changes. */
  const places = new Map<string, P>();
  const inWork = new Set<string>();

  function remove(clientId: string): P | null {
    const picture = places.get(clientId) ?? null;
    places.delete(clientId);
    return picture;
  }

  return {
    put(picture) {
      const replaced = places.get(picture.clientId) ?? null;
      places.set(picture.clientId, picture);
      return replaced;
    },
    take() {
      for (const clientId of places.keys()) {
        if (inWork.has(clientId)) continue;
        inWork.add(clientId);
        return remove(clientId);
      }
      return null;
    },
    done: (clientId) => void inWork.delete(clientId),
    remove,
    clear() {
      const left = [...places.values()];
      places.clear();
      return left;
    },
    waiting: () => places.size,
  };
}
