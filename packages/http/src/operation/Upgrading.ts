/** What comes along with a request that is to become a socket. */
export interface Upgrading {
  /** Takes what is to be sent over the socket, once there is one. */
  readonly accept: (messages: ReadableStream<string>) => void
}

const isUpgrading = (env: unknown): env is { readonly upgrading: Upgrading } =>
  typeof env === "object" && env !== null && "upgrading" in env

/** Hands over what is to be sent over the socket; where the request cannot become one, that is given up and the answer is `false`. */
export const accepts = (env: unknown, messages: ReadableStream<string>): boolean => {
  if (isUpgrading(env)) {
    env.upgrading.accept(messages)
    return true
  }
  messages.cancel().catch(() => undefined)
  return false
}
