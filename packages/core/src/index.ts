export * as Shared from "./shared/index.ts"
