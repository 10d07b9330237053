/** A name of the core in the words of the wire: `AwaitingApproval` is `awaiting_approval`. */
export const words = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase()
