/**
 * Keeps a page's plan of the station that of the site in force. In: the revision in each crowd push. Out: a call of `ask` when the page
 * shows another one; one at a time, so that twenty pushes make one question.
 */
export interface FollowSiteOptions {
  /** Of the plan that is shown; null while there is none. */
  shown(): string | null;
  /** Asks for the plan and shows it. */
  ask(): Promise<void>;
}

export function followSite({ shown, ask }: FollowSiteOptions): (revision: string) => void {
  let asking = false;
  return (revision) => {
    const present = shown();
    if (asking || present === null || present === revision) return;
    asking = true;
    // A lost question is asked again with the next push.
    void ask()
      .catch(() => undefined)
      .finally(() => {
        asking = false;
      });
  };
}
