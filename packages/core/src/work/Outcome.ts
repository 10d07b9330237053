/** What became of one try of a job. `Lost`: it is another worker's by now. */
export type Outcome = "Done" | "Failed" | "GivenBack" | "Lost"
