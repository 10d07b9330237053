/** What a script answered, read piece by piece. A reply of another shape is a defect of the server's. */
export const listIn = (reply: unknown): ReadonlyArray<unknown> => (Array.isArray(reply) ? reply : wrong(reply))

export const textIn = (reply: ReadonlyArray<unknown>, at: number): string => {
  const value = reply[at]
  return typeof value === "string" ? value : wrong(value)
}

export const numberIn = (reply: ReadonlyArray<unknown>, at: number): number => {
  const value = reply[at]
  return typeof value === "number" ? value : wrong(value)
}

const wrong = (value: unknown): never => {
  throw new TypeError(`Redis answered ${typeof value} where something else was expected`)
}
