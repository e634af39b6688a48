/** What settings and their values are called on a chart, in few words; pure functions. */

/** "lr of D 1e-4". @param {Record<string, any>} setting name → value @param {Record<string, string>} text */
export function changeName(setting, text) {
  return Object.entries(setting).map(([name, value]) => `${text[`short_${name}`] ?? name} ${valueName(name, value, text)}`).join(', ');
}

/** @param {string} name @param {any} value */
export function valueName(name, value, text) {
  if (typeof value === 'boolean') return value ? text.on : text.off;
  if (typeof value === 'number') return Math.abs(value) < .001 && value !== 0 ? value.toExponential().replace('e-', 'e−') : String(value);
  return text[`${name}_${value}`] ?? String(value);
}

/** Settings of one run that another has otherwise. @param {object | null} config @param {object | null} other */
export function differences(config, other) {
  return Object.fromEntries(Object.entries(config ?? {}).filter(([name, value]) => other && name in other && other[name] !== value));
}
