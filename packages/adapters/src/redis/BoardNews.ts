import { type Announcement, BoardNews, scopeText } from "@laurel/core/board"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer, Option, PubSub, Queue, Schema, Stream } from "effect"
import type { Connected } from "./Client.ts"
import { open } from "./connect.ts"
import { prefixOf } from "./keys.ts"
import { defaults, type RedisOptions } from "./Options.ts"

/** Whoever lags further behind misses the oldest: boards are read at most a few times a second, whatever they are told. */
const longestBacklog = 256

/** Saying again that one listens costs nothing, shows a connection that is dead, and mends one that forgot. */
const beatMs = 5_000

/** Who says it, and what: whoever said it has heard it already. */
const Message = Schema.fromJsonString(Schema.Tuple([Schema.String, ChallengeId, Schema.String, Schema.Int]))
const read = Schema.decodeUnknownOption(Message)

/**
 * News of boards among processes that use the same Redis and prefix (pub/sub).
 *
 * **Details**: those in this process hear without Redis, also while it is away. It is tried again and again in the background; what is
 * announced meanwhile is lost to the others.
 */
export const layerBoardNews = (options: RedisOptions): Layer.Layer<BoardNews> =>
  Layer.effect(
    BoardNews,
    Effect.gen(function* () {
      const channel = `${prefixOf(options.prefix ?? defaults.prefix)}:news`
      const self = crypto.randomUUID()
      const heard = yield* PubSub.sliding<Announcement>(longestBacklog)
      const speaking = yield* open(options)
      // A connection that listens says nothing else.
      const listening = yield* open(options)
      const told = Stream.runForEach(messagesTo(listening, channel), (text) => {
        const message = Option.filter(read(text), ([from]) => from !== self)
        if (Option.isNone(message)) return Effect.void
        const [, challengeId, scope, version] = message.value
        return PubSub.publish(heard, { challengeId, scope, version })
      })
      yield* Effect.forkScoped(told)
      for (const one of [speaking, listening]) void one.connect().catch(() => undefined)
      return BoardNews.of({
        announce: ({ challengeId, scope }, version) =>
          Effect.suspend(() => {
            const announcement = { challengeId, scope: scopeText(scope), version }
            const text = JSON.stringify([self, challengeId, announcement.scope, version])
            void speaking.publish(channel, text).catch(() => undefined)
            return PubSub.publish(heard, announcement)
          }),
        news: Stream.fromPubSub(heard)
      })
    })
  )

/** What is said in a channel, from when the server can be reached, and again when it comes back. */
const messagesTo = (connected: Connected, channel: string): Stream.Stream<string> =>
  Stream.callback<string>(
    (queue) => {
      const subscribe = Effect.promise(() => connected.subscribe(channel).catch(() => undefined))
      const onMessage = (_: string, text: string) => void Queue.offerUnsafe(queue, text)
      const onReady = () => void connected.subscribe(channel).catch(() => undefined)
      const listen = Effect.acquireRelease(
        Effect.sync(() => connected.on("message", onMessage).on("ready", onReady)),
        () => Effect.sync(() => connected.off("message", onMessage).off("ready", onReady))
      )
      return Effect.andThen(listen, Effect.forever(Effect.andThen(subscribe, Effect.sleep(beatMs))))
    },
    { bufferSize: longestBacklog, strategy: "sliding" }
  )
