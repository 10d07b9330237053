import type { DailyBoard, DailyList, DailyPage, DailyRow, LastDays } from "@laurel/core/challenge"
import { type ChallengeId, type Day, formatDay, type ParticipantId } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import { participantsOf } from "./lookUp.ts"
import type { Tables } from "./tables.ts"
import { given, texts } from "./unnested.ts"

/** Rows of a list that are kept side by side: some kilobytes. The first page of a board is one part, and so is what a look-up reads. */
const partSize = 128

const columns = ["challenge_id", "day", "list", "participant_ids", "ranks", "scores"] as const

/** Who is ranked is counted in the column of the list. */
const countOf = { overall: "participants", teams: "teams" } as const satisfies Record<DailyList, string>

/** Adds the heading of a day's board where there is none, and says whether it was added. */
export const dailyHeading = (db: Kysely<Tables>, challengeId: ChallengeId, day: Day, board: DailyBoard) =>
  db
    .insertInto("daily_board")
    .values({
      challenge_id: challengeId,
      day: formatDay(day),
      at: new Date(board.at),
      participants: board.overall.length,
      teams: board.teams?.length ?? 0
    })
    .onConflict((conflict) => conflict.columns(["challenge_id", "day"]).doNothing())
    .returning("day")

/** Keeps a list of a day's board twice: in its own order, and in that of participant ids. The database puts it in order and divides it. */
export const dailyParts = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  day: Day,
  list: DailyList,
  rows: ReadonlyArray<DailyRow>
) => {
  const heading = [
    sql<string>`${challengeId}`.as("challenge_id"),
    sql<string>`${formatDay(day)}::date`.as("day"),
    sql<string>`${list}`.as("list")
  ] as const
  return db
    .with("given", (query) =>
      query
        .selectFrom(
          given({
            participant_id: texts(rows.map(({ participantId }) => participantId)),
            rank: { type: "float8", values: rows.map(({ rank }) => rank) },
            score: { type: "int8", values: rows.map(({ score }) => score) }
          })
        )
        .select([
          "participant_id",
          "rank",
          "score",
          sql<number>`(place - 1)::int`.as("after"),
          sql<number>`(row_number() over (order by participant_id collate "C") - 1)::int`.as("by_id")
        ])
    )
    .with("by_place", (query) =>
      query
        .insertInto("daily_places")
        .columns([...columns, "after"])
        .expression((from) =>
          from
            .selectFrom("given")
            .select([
              ...heading,
              sql<ReadonlyArray<string>>`array_agg(participant_id order by after)`.as("participant_ids"),
              sql<ReadonlyArray<number>>`array_agg(rank order by after)`.as("ranks"),
              sql<ReadonlyArray<bigint>>`array_agg(score order by after)`.as("scores"),
              sql<number>`min(after)`.as("after")
            ])
            .groupBy(sql`after / ${partSize}::int`)
        )
    )
    .insertInto("daily_participants")
    .columns([...columns, "first"])
    .expression((from) =>
      from
        .selectFrom("given")
        .select([
          ...heading,
          sql<ReadonlyArray<string>>`array_agg(participant_id order by by_id)`.as("participant_ids"),
          sql<ReadonlyArray<number>>`array_agg(rank order by by_id)`.as("ranks"),
          sql<ReadonlyArray<bigint>>`array_agg(score order by by_id)`.as("scores"),
          sql<string>`min(participant_id collate "C")`.as("first")
        ])
        .groupBy(sql`by_id / ${partSize}::int`)
    )
}

export const keptDays = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db
    .selectFrom("daily_board")
    .select(sql<Day>`day - date '1970-01-01'`.as("day"))
    .where("challenge_id", "=", challengeId)
    .orderBy("daily_board.day")

const shown = (list: DailyList) =>
  [
    sql<Day>`board.day - date '1970-01-01'`.as("day"),
    "board.at",
    `board.${countOf[list]} as count`,
    "found.participant_id",
    "found.rank",
    "found.score"
  ] as const

/** Some rows of a list, from the parts in its order that they are in. */
export const dailyPageRows = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  day: Day,
  list: DailyList,
  { limit, after = 0 }: DailyPage
) =>
  db
    .selectFrom("daily_board as board")
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom("daily_places as part")
          .innerJoinLateral(
            sql<RowOfPart>`unnest(part.participant_ids, part.ranks, part.scores) with ordinality`.as<"kept">(
              sql`kept (participant_id, rank, score, place)`
            ),
            (join) => join.onTrue()
          )
          .select(["kept.participant_id", "kept.rank", "kept.score", sql<bigint>`part.after + kept.place`.as("place")])
          .whereRef("part.challenge_id", "=", "board.challenge_id")
          .whereRef("part.day", "=", "board.day")
          .where("part.list", "=", list)
          .where("part.after", "<", after + limit)
          .where("part.after", ">=", (first) =>
            first
              .selectFrom("daily_places as other")
              .select(sql<number>`coalesce(max(other.after), 0)`.as("after"))
              .whereRef("other.challenge_id", "=", "board.challenge_id")
              .whereRef("other.day", "=", "board.day")
              .where("other.list", "=", list)
              .where("other.after", "<=", after)
          )
          .where(sql<boolean>`part.after + kept.place > ${after} and part.after + kept.place <= ${after + limit}`)
          .as("found"),
      (join) => join.onTrue()
    )
    .select(shown(list))
    .where("board.challenge_id", "=", challengeId)
    .where("board.day", "=", formatDay(day))
    .orderBy("found.place")

interface RowOfPart {
  readonly participant_id: string
  readonly rank: number
  readonly score: bigint
  readonly place: bigint
}

/** The rows of some participants of the last days: of each day and participant the one part that may have it. */
export const dailyParticipantRows = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  list: DailyList,
  participants: ReadonlyArray<ParticipantId>,
  { last, through }: LastDays
) =>
  db
    .selectFrom((query) =>
      query
        .selectFrom("daily_board")
        .select(["challenge_id", "day", "at", countOf[list]])
        .where("challenge_id", "=", challengeId)
        .$if(through !== undefined, (days) => days.where("day", "<=", formatDay(through ?? 0)))
        .orderBy("daily_board.day", "desc")
        .limit(last)
        .as("board")
    )
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom(participantsOf(participants))
          .innerJoinLateral(
            (from) =>
              from
                .selectFrom("daily_participants as part")
                .select([
                  "part.ranks",
                  "part.scores",
                  sql<number>`array_position(part.participant_ids, asked.participant_id)`.as("position")
                ])
                .whereRef("part.challenge_id", "=", "board.challenge_id")
                .whereRef("part.day", "=", "board.day")
                .where("part.list", "=", list)
                .whereRef("part.first", "<=", "asked.participant_id")
                .orderBy("part.first", "desc")
                .limit(1)
                .as("part"),
            (join) => join.onTrue()
          )
          .select([
            "asked.participant_id",
            sql<number>`part.ranks[part.position]`.as("rank"),
            sql<bigint>`part.scores[part.position]`.as("score")
          ])
          .as("found"),
      (join) => join.onTrue()
    )
    .select(shown(list))
    .orderBy("board.day")
    .orderBy("found.rank")
    .orderBy(sql`found.participant_id collate "C"`)
