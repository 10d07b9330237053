import { compareIds, sha256Hex } from "../shared/index.ts"

/** The commitment to publish before a draw: the SHA-256 of its secret. */
export const commitmentOf = (secret: string): string => sha256Hex(secret)

/** Everybody in the order drawn: by the SHA-256 of the secret, a colon and the id. Anyone who has the secret can check it. */
export const drawOrder = <A extends { readonly id: string }>(
  secret: string,
  among: ReadonlyArray<A>
): ReadonlyArray<A> =>
  among
    .map((one) => ({ one, ticket: sha256Hex(`${secret}:${one.id}`) }))
    .sort((a, b) => compareIds(a.ticket, b.ticket))
    .map(({ one }) => one)
