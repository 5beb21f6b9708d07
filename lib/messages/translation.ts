/** What another language has to say: each text of the English one, under the same keys, and nothing else. */
export type Translation<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Translation<English[Key]>
}
