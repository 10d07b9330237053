import { Effect } from "effect"
import { BodyTooLarge, MalformedBody, UnsupportedMediaType } from "../problem/errors.ts"

const utf8 = new TextDecoder("utf-8", { fatal: true })
const json = /^application\/json *(?:; *charset="?utf-8"?)? *$/i

/** Reads the body of a request as JSON; nothing where there is none. */
export const readBody = (
  request: Request,
  limitBytes: number
): Effect.Effect<unknown, MalformedBody | BodyTooLarge | UnsupportedMediaType> =>
  Effect.gen(function* () {
    const announced = request.headers.get("content-length")
    if (announced === "0" || (announced === null && request.headers.get("transfer-encoding") === null)) return undefined
    if (announced !== null && Number(announced) > limitBytes) return yield* new BodyTooLarge({ limitBytes })
    if (!json.test(request.headers.get("content-type") ?? "")) {
      return yield* new UnsupportedMediaType({ supported: "application/json" })
    }
    const bytes = announced === null ? yield* counted(request, limitBytes) : yield* whole(request)
    return yield* parsed(bytes)
  })

const cutOff = () => new MalformedBody({ reason: "it ends before it is complete" })

const whole = (request: Request) => Effect.tryPromise({ try: () => request.arrayBuffer(), catch: cutOff })

/** Of a body whose length is not announced no more is taken than may come. */
const counted = Effect.fnUntraced(function* (request: Request, limitBytes: number) {
  const pieces: Array<Uint8Array> = []
  let length = 0
  const isWhole = yield* Effect.tryPromise({
    try: async () => {
      for await (const piece of request.body ?? []) {
        length += piece.length
        if (length > limitBytes) return false
        pieces.push(piece)
      }
      return true
    },
    catch: cutOff
  })
  return isWhole ? Buffer.concat(pieces) : yield* new BodyTooLarge({ limitBytes })
})

const parsed = (bytes: ArrayBuffer | Uint8Array) =>
  Effect.try({
    try: (): unknown => JSON.parse(utf8.decode(bytes)),
    catch: (cause) =>
      new MalformedBody({ reason: cause instanceof SyntaxError ? placeOf(cause.message) : "it is not UTF-8" })
  })

/** What parsing met, and where: what was sent is not repeated, for it may be private. */
const placeOf = (message: string): string => {
  const [, met, line, column] = /^(.+) in JSON at position \d+ \(line (\d+) column (\d+)\)$/.exec(message) ?? []
  if (met !== undefined) return `${met} at line ${line}, column ${column}`
  return /^Unexpected end/.test(message) ? "it ends before it is complete" : "it cannot be parsed"
}
