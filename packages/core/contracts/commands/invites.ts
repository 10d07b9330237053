import fc from "fast-check"
import { type InvitePlace, type InviteSubject, Invites, inviteIdOf } from "../../src/community/index.ts"
import { inviteSubjects, newInvites } from "../arbitraries/community.ts"
import { fewUserIds, instants } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import * as Model from "../model/invites.model.ts"

type InvitesCommand = Command<Model.InvitesModel, Invites>

const ids = fc.tuple(inviteSubjects, fewUserIds).map(([subject, userId]) => inviteIdOf(subject, userId))
const places: fc.Arbitrary<InvitePlace | undefined> = fc.option(
  fc.record({ invitedAt: instants, id: ids }, { noNullPrototype: true }),
  { nil: undefined }
)
const limits = fc.integer({ min: 1, max: 3 })

const adding = fc.array(newInvites, { maxLength: 4 }).map(
  (batch): InvitesCommand => ({
    text: () => `add(${fc.stringify(batch)})`,
    predict: (model) => Model.add(model, batch),
    perform: Invites.use((port) => port.add(batch))
  })
)

const answering = fc.tuple(ids, fc.constantFrom("Accepted" as const, "Declined" as const), instants).map(
  ([id, state, now]): InvitesCommand => ({
    text: () => `answer(${id}, ${state}, ${now})`,
    predict: (model) => Model.answer(model, id, state, now),
    perform: Invites.use((port) => port.answer(id, state, now))
  })
)

const revoking = ids.map(
  (id): InvitesCommand => ({
    text: () => `revoke(${id})`,
    predict: (model) => Model.revoke(model, id),
    perform: Invites.use((port) => port.revoke(id))
  })
)

const ending = inviteSubjects.map(
  (subject): InvitesCommand => ({
    text: () => `end(${fc.stringify(subject)})`,
    predict: (model) => Model.end(model, subject),
    perform: Invites.use((port) => port.end(subject))
  })
)

const finding = fc.array(ids, { maxLength: 3 }).map(
  (names): InvitesCommand => ({
    text: () => `find(${names})`,
    predict: (model) => [names.map((id) => Model.find(model, id)), model],
    perform: Invites.use((port) => port.find(names))
  })
)

const listing = fc.tuple(fewUserIds, instants, limits, places).map(
  ([userId, now, limit, after]): InvitesCommand => ({
    text: () => `ofUser(${userId}, ${now}, ${limit}, ${fc.stringify(after)})`,
    predict: (model) => [Model.ofUser(model, userId, now, limit, after), model],
    perform: Invites.use((port) => port.ofUser(userId, now, limit, after))
  })
)

const paging = (subject: InviteSubject, limit: number, after?: InvitePlace): InvitesCommand => ({
  text: () => `ofSubject(${fc.stringify(subject)}, ${limit}, ${fc.stringify(after)})`,
  predict: (model) => [Model.ofSubject(model, subject, limit, after), model],
  perform: Invites.use((port) => port.ofSubject(subject, limit, after))
})

const forgetting = instants.map(
  (before): InvitesCommand => ({
    text: () => `forget(${before})`,
    predict: (model) => Model.forget(model, before),
    perform: Invites.use((port) => port.forget(before, 1_000))
  })
)

export const invitesCommands = fc.oneof(
  { weight: 8, arbitrary: adding },
  { weight: 5, arbitrary: answering },
  { weight: 1, arbitrary: revoking },
  { weight: 1, arbitrary: ending },
  { weight: 1, arbitrary: finding },
  { weight: 2, arbitrary: listing },
  {
    weight: 2,
    arbitrary: fc.tuple(inviteSubjects, limits, places).map(([subject, limit, after]) => paging(subject, limit, after))
  },
  { weight: 2, arbitrary: forgetting }
)

export const invitesObservations = fc
  .sample(inviteSubjects, { numRuns: 40, seed: 1 })
  .map((subject) => paging(subject, 1_000))
