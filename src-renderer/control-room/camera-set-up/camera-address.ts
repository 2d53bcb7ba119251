/** A camera's address with the user and the password that were typed beside it, written as addresses must be. Pure. */

export interface TypedAddress {
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

/** With both empty the address stays as it is, and with it what the station keeps for it. */
export function withUser({ address, user, password }: TypedAddress): string {
  if (user === '' && password === '') return address.trim();
  const who = password === '' ? encoded(user) : `${encoded(user)}:${encoded(password)}`;
  return address.trim().replace(/^([a-z]+:\/\/)(?:[^/?#]*@)?/i, (_, protocol: string) => `${protocol}${who}@`);
}

/** As encodeURIComponent, and without the marks that no address may hold. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
