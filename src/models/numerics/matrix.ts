/**
 * Lower triangular root of a symmetric matrix given row by row. A matrix that is not positive definite, by rounding or because a
 * parameter is not identified, gets zeros for the directions that carry no variance.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size)
  for (let j = 0; j < size; j += 1) {
    for (let i = j; i < size; i += 1) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k += 1) sum -= root[i * size + k]! * root[j * size + k]!
      if (i === j) root[i * size + i] = sum > 1e-14 * Math.max(1e-300, matrix[i * size + i]!) ? Math.sqrt(sum) : 0
      else root[i * size + j] = root[j * size + j]! === 0 ? 0 : sum / root[j * size + j]!
    }
  }
  return root
}

/** Inverse by Gauss–Jordan with pivoting; undefined where the matrix is singular. */
export function inverse(matrix: Float64Array, size: number): Float64Array | undefined {
  const width = 2 * size
  const work = new Float64Array(size * width)
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) work[i * width + j] = matrix[i * size + j]!
    work[i * width + size + i] = 1
  }
  for (let column = 0; column < size; column += 1) {
    let pivot = column
    for (let i = column + 1; i < size; i += 1)
      if (Math.abs(work[i * width + column]!) > Math.abs(work[pivot * width + column]!)) pivot = i
    const value = work[pivot * width + column]!
    if (!(Math.abs(value) > 1e-300)) return undefined
    for (let j = 0; j < width; j += 1) {
      const other = work[column * width + j]!
      work[column * width + j] = work[pivot * width + j]! / value
      if (pivot !== column) work[pivot * width + j] = other
    }
    for (let i = 0; i < size; i += 1) {
      const factor = work[i * width + column]!
      if (i === column || factor === 0) continue
      for (let j = 0; j < width; j += 1) work[i * width + j] = work[i * width + j]! - factor * work[column * width + j]!
    }
  }
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) result[i * size + j] = work[i * width + size + j]!
  return result
}
