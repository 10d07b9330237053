/** The versions of the API that there are, as clients may name them. */
export const versions: ReadonlyArray<string> = ["v1", "1"]
