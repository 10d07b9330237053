import fc from "fast-check"

// Whether a mutant is caught is all that is asked: no smallest counterexample is searched for.
fc.configureGlobal({ endOnFailure: true })
