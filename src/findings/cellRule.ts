/** Stands where the id of a rule does, in a finding of a cell that cannot be read: no rule file is behind it. */
export const cellRule = "cell-unreadable";
