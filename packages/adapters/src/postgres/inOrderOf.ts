/** What was found, in the order asked; nothing where nothing was. */
export const inOrderOf = <Id, Found>(
  ids: ReadonlyArray<Id>,
  found: ReadonlyArray<Found>,
  idOf: (one: Found) => Id
): ReadonlyArray<Found | undefined> => {
  const byId = new Map(found.map((one) => [idOf(one), one]))
  return ids.map((id) => byId.get(id))
}
