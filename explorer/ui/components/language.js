/**
 * The page's language: that of the address (`lang=zh`), else the one chosen here before, else the browser's.
 *
 * Stands in the page before every other script and tells it through `navigator`, where Gradio and our
 * modules look, and the server through a cookie. Gradio knows Chinese as zh-CN only, whichever the browser speaks.
 */
{
  const TAGS = { en: 'en', zh: 'zh-CN' };
  const asked = new URLSearchParams(location.hash.split('?')[1]).get('lang');
  const spoken = navigator.languages.map((tag) => tag.split('-')[0]);
  const language = [asked, remembered(), ...spoken].find((name) => Object.hasOwn(TAGS, name)) ?? 'en';

  Object.defineProperties(navigator, { language: { value: TAGS[language] }, languages: { value: [TAGS[language]] } });
  document.documentElement.lang = TAGS[language];
  tellServer();
  window.addEventListener('focus', tellServer); // another window may speak another language

  function remembered() {
    try {
      return localStorage.getItem('explorer-language');
    } catch {
      return null; // a browser that lets no embedded page keep anything
    }
  }

  function tellServer() {
    const embedded = location.protocol.endsWith('s:') ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax';
    document.cookie = `explorer-language=${language}; path=/; ${embedded}`;
  }
}
