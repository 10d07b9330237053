import { cursorText, readCursor, scopeText } from "@laurel/core/board"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { countOf } from "../../session/countOf.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { keptBoard, type Which } from "./keptBoard.ts"

/** Which page of which board. */
export interface PageAsked extends Which {
  readonly after?: string
  readonly limit: string
}

/** A page of a board that is kept current, and how to go on. */
export const showPage = async (session: Session, challengeId: ChallengeId, asked: PageAsked): Promise<void> => {
  const limit = Math.max(1, countOf(asked.limit, "--limit"))
  const { title, places, scope, page } = await session.run(
    Effect.gen(function* () {
      const cursor = asked.after === undefined ? undefined : yield* readCursor(asked.after)
      const kept = yield* keptBoard(challengeId, asked)
      return { ...kept, page: yield* kept.reader.page(limit, cursor) }
    })
  )
  const { version, count, rows, hasMoved } = page
  const next = page.next === undefined ? undefined : cursorText(page.next)
  show(
    session,
    {
      challenge: challengeId,
      board: {
        scope: scopeText(scope),
        version,
        count,
        unit: places.unit,
        rows: rows.map(places.json),
        hasMoved,
        ...(next === undefined ? {} : { next })
      }
    },
    (style) =>
      [
        `${style.bold(title.name)} (${title.id}), ${scopeText(scope)}: ${count} ranked\n`,
        places.table(rows, style),
        ...(hasMoved ? ["The board has moved on since the page before.\n"] : []),
        ...(next === undefined ? [] : [`The next page: --after ${quoted(next)}\n`])
      ].join("\n")
  )
}

/** As one word of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
