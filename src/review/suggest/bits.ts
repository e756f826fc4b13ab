/** A set of rows, a bit for each: two sets are compared thirty-two rows at a time. */
export type Bits = Uint32Array;

export function emptyBits(rows: number): Bits {
  return new Uint32Array(Math.ceil(rows / 32));
}

export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
}

export function hasBit(bits: Bits, row: number): boolean {
  return ((bits[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
}

/** How many rows are in all of the sets. */
export function countOf(first: Bits, ...others: readonly Bits[]): number {
  let count = 0;
  for (let index = 0; index < first.length; index++) {
    let word = first[index] as number;
    for (let each = 0; each < others.length && word !== 0; each++)
      word &= (others[each] as Bits)[index] as number;
    count += onesOf(word);
  }
  return count;
}

export function both(one: Bits, other: Bits): Bits {
  return one.map((word, index) => word & (other[index] as number));
}

export function either(one: Bits, other: Bits): Bits {
  return one.map((word, index) => word | (other[index] as number));
}

export function without(one: Bits, other: Bits): Bits {
  return one.map((word, index) => word & ~(other[index] as number));
}

/** The rows of a set in their order, as many as are wanted. */
export function rowsOf(bits: Bits, most = Number.POSITIVE_INFINITY): readonly number[] {
  const rows: number[] = [];
  for (let index = 0; index < bits.length; index++) {
    let word = bits[index] as number;
    while (word !== 0 && rows.length < most) {
      const low = word & -word;
      rows.push(index * 32 + (31 - Math.clz32(low)));
      word &= word - 1;
    }
    if (rows.length >= most) break;
  }
  return rows;
}

/** Ones in a word (Hacker's Delight, 5-1). */
function onesOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
