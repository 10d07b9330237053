/** One thing that a stream says, whatever it is sent over; `data` is JSON. */
export type Message =
  | {
      readonly event: "snapshot" | "difference" | "following" | "activity"
      readonly id: string
      readonly data: string
    }
  | { readonly event: "frozen"; readonly data: string }
  /** That the stream is alive, and nothing else. */
  | { readonly event: "heartbeat" }
  /** That it is over: whoever wants more comes back. */
  | { readonly event: "reconnect" }

/** After how long a client whose stream has ended asks again. */
const retryMs = 2_000

/** What a stream of server-sent events begins with. */
export const opening = `retry: ${retryMs}\n\n`

/** A message as a server-sent event. */
export const eventText = (message: Message): string => {
  if (message.event === "heartbeat") return ":\n\n"
  const id = "id" in message ? `id: ${message.id}\n` : ""
  return `${id}event: ${message.event}\ndata: ${"data" in message ? message.data : "{}"}\n\n`
}

/** A message as JSON. */
export const jsonText = (message: Message): string => {
  const id = "id" in message ? `,"id":${JSON.stringify(message.id)}` : ""
  const data = "data" in message ? `,"data":${message.data}` : ""
  return `{"event":"${message.event}"${id}${data}}`
}

/** Writes each message once, for all who are told it. */
export const oncePer = <A extends string | Uint8Array<ArrayBuffer>>(
  write: (message: Message) => A
): ((message: Message) => A) => {
  const known = new WeakMap<Message, A>()
  return (message) => {
    const written = known.get(message) ?? write(message)
    known.set(message, written)
    return written
  }
}
