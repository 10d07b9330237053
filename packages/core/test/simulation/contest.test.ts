import { assert, describe, it } from "@effect/vitest"
import {
  type ContestAnswer,
  type ContestCall,
  type ContestCommand,
  contestModel,
  flawsOf,
  forgotten
} from "../../simulation/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"

const row = (changes: object = {}) => ({
  person: "ada",
  key: "ada-0",
  revision: 1,
  quantity: 5,
  void: false,
  ...changes
})

/** Calls one after the other, all of one caller. */
const told = (...steps: ReadonlyArray<readonly [ContestCommand, ContestAnswer]>): ReadonlyArray<ContestCall> =>
  steps.map(([command, answer], at) => ({
    caller: "one",
    command,
    calledAt: 2 * at,
    answered: { at: 2 * at + 1, answer }
  }))

const outcomes = (...words: ReadonlyArray<string>): ContestAnswer => ({ _tag: "Outcomes", outcomes: words })
const board = (...lines: ReadonlyArray<string>): ContestAnswer => ({ _tag: "Board", lines })

const life = told(
  [{ _tag: "Join", people: ["ada", "bob", "ada"] }, outcomes("Entered", "Entered", "AlreadyEntered")],
  [{ _tag: "Join", people: ["eve", "lin"] }, outcomes("Entered", "FieldFull")],
  [{ _tag: "Pool" }, { _tag: "Pool", minorUnits: 1500 }],
  [{ _tag: "Record", rows: [row(), row({ person: "lin", key: "lin-0" })] }, outcomes("Accepted", "UnknownParticipant")],
  [
    { _tag: "Record", rows: [row(), row({ quantity: 6 }), row({ revision: 0 })] },
    outcomes("Duplicate", "RevisionConflict", "Outdated")
  ],
  [{ _tag: "Record", rows: [row({ person: "bob", key: "bob-0", quantity: 300 })] }, outcomes("Quarantined")],
  [{ _tag: "Board", view: "Public" }, board("1 ada 5")],
  [{ _tag: "Freeze" }, { _tag: "Done" }],
  [
    { _tag: "Review", key: "bob-0", verdict: "Released" },
    { _tag: "Reviewed", quantity: 300 }
  ],
  [{ _tag: "Board", view: "Public" }, board("1 ada 5")],
  [{ _tag: "Board", view: "Organiser" }, board("1 bob 300", "2 ada 5")],
  [{ _tag: "Amend", person: "bob", status: "Disqualified" }, { _tag: "Done" }],
  [{ _tag: "Unfreeze" }, { _tag: "Done" }],
  [{ _tag: "Board", view: "Public" }, board("1 ada 5")],
  [
    { _tag: "Explain", person: "bob" },
    { _tag: "Explained", score: 300, activities: [{ key: "bob-0", revision: 1, counts: true }] }
  ],
  [{ _tag: "Record", rows: [row({ revision: 2, void: true })] }, outcomes("Voided")],
  [
    { _tag: "Review", key: "ada-0", verdict: "Rejected" },
    { _tag: "Reviewed", quantity: null }
  ],
  [
    { _tag: "Explain", person: "lin" },
    { _tag: "Refused", tag: "ParticipantNotFound" }
  ]
)

describe("a challenge as those who use it see it", () => {
  it("answers as the words say", () => {
    let state = contestModel.initial
    for (const { command, answered } of life) {
      const [after, answer] = contestModel.act(state, command)
      assert.deepStrictEqual(answer, answered?.answer)
      state = after
    }
    assert.deepStrictEqual(flawsOf({ challengeId: ChallengeId.make("life"), calls: life, refused: 0 }), [])
    assert.deepStrictEqual(forgotten(life), [])
  })

  it("what does not fit is told with what should have been answered", () => {
    const [flaw = ""] = flawsOf({
      challengeId: ChallengeId.make("life"),
      calls: told([{ _tag: "Pool" }, { _tag: "Pool", minorUnits: 500 }]),
      refused: 0
    })
    assert.include(flaw, 'but should be {"_tag":"Pool","minorUnits":0}')
  })

  it("who is told that somebody entered, and then that they have not, does not read their own writes", () => {
    const entering = [{ _tag: "Join", people: ["ada"] }, outcomes("Entered")] as const
    for (const later of [
      [
        { _tag: "Explain", person: "ada" },
        { _tag: "Refused", tag: "ParticipantNotFound" }
      ],
      [{ _tag: "Pool" }, { _tag: "Pool", minorUnits: 0 }]
    ] as const) {
      assert.deepStrictEqual(
        forgotten(told(entering, later)).map(({ calledAt }) => calledAt),
        [2]
      )
    }
  })

  it("who is told that a key came so far, and then that it did not, does not read their own writes", () => {
    const recording = [{ _tag: "Record", rows: [row({ revision: 2 })] }, outcomes("Accepted")] as const
    for (const later of [
      [{ _tag: "Record", rows: [row()] }, outcomes("Accepted")],
      [
        { _tag: "Explain", person: "ada" },
        { _tag: "Explained", score: 5, activities: [{ key: "ada-0", revision: 1, counts: true }] }
      ]
    ] as const) {
      assert.deepStrictEqual(
        forgotten(told(recording, later)).map(({ calledAt }) => calledAt),
        [2]
      )
    }
  })
})
