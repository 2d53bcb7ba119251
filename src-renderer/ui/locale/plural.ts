/** Picks the form of a counted phrase by the language's own rules. */

export interface CountedForms {
  readonly one: string;
  readonly other: string;
}

/** `#` in a form stands for the number. */
export function counter(locale: string): (count: number, forms: CountedForms) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, forms) => {
    const form = rules.select(count) === 'one' ? forms.one : forms.other;
    return form.replaceAll('#', numbers.format(count));
  };
}
