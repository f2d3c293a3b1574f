interface Placed {
  readonly department: { readonly id: string };
  readonly group: { readonly id: string };
  readonly place: { readonly id: string };
}

/** What the address of a step of the calendar names of its place. */
export const stepPlace = ({ department, group, place }: Placed) => ({
  department: department.id,
  caseGroup: group.id,
  location: place.id,
});
