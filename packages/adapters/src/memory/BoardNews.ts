import { type Announcement, BoardNews, scopeText } from "@laurel/core/board"
import { Effect, Layer, PubSub, Stream } from "effect"

/** Whoever lags further behind misses the oldest: boards are read at most a few times a second, whatever they are told. */
const longestBacklog = 256

/** News of boards among those who share this process. */
export const layerBoardNews: Layer.Layer<BoardNews> = Layer.effect(
  BoardNews,
  Effect.map(PubSub.sliding<Announcement>(longestBacklog), (heard) =>
    BoardNews.of({
      announce: ({ challengeId, scope }, version) =>
        Effect.asVoid(PubSub.publish(heard, { challengeId, scope: scopeText(scope), version })),
      news: Stream.fromPubSub(heard)
    })
  )
)
