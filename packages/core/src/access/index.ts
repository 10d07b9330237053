export { type Asked, authorise } from "./authorise.ts"
export { AccessDenied, FreshProofNeeded, NotAuthenticated, ScopeMissing } from "./errors.ts"
export { type KnownChallenge, knownOf } from "./KnownChallenge.ts"
export {
  type Anonymous,
  anonymous,
  type Person,
  type Principal,
  type Program,
  type Role,
  roles,
  type Scope,
  scopes
} from "./Principal.ts"
export {
  type Denied,
  freshForMs,
  isAdministrator,
  mayBeUnknown,
  maySee,
  permit,
  permitRecording,
  type Subject
} from "./permit.ts"
export { dependsOnChallenge, type Rule, type Who } from "./Rule.ts"
