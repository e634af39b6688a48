/** What the server says of runs, in the language of the page: the server itself speaks English only. */

import { chooseLanguage, fill } from './ink.js';

/**
 * @param {Record<string, Record<string, string>>} languages the sentences, English as the server says them
 * @returns {(said: string) => string} what is not among them stays as it is
 */
export function teller(languages) {
  const text = chooseLanguage(languages);
  if (text === languages.en) return (said) => said;
  const rules = Object.entries(languages.en).map(([key, sentence]) => [pattern(sentence), text[key]]);
  return (said) => {
    for (const [english, own] of rules) {
      const found = english.exec(said);
      if (found) return fill(own, found.groups ?? {});
    }
    return said;
  };
}

/** A sentence with {places} as an expression that finds what stands in them. */
const pattern = (sentence) => new RegExp(`^${sentence.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`);
