"""The pace of a drag, in the module itself: what is in flight, and in which order it is shown."""

import base64

import pytest

from explorer.ui.look import COMPONENTS

HARNESS = """
async ([source, body]) => {
    const { newest } = await import(`data:text/javascript;base64,${source}`);
    const flying = [], shown = [], lost = [], clock = { now: 0 };
    const ask = (request) => new Promise((resolve, reject) => {
        flying.push({ request, resolve, reject });
    });
    const use = (answer, request, superseded) => shown.push([answer.of, superseded]);
    const fail = () => lost.push('lost');
    const make = (most) => newest(ask, use, fail, { most, now: () => clock.now });
    const settle = async () => { for (let i = 0; i < 30; i++) await Promise.resolve(); };
    const land = async (n, answer = {}) => {  // the answer to the n-th request in flight
        const [{ request, resolve }] = flying.splice(n, 1);
        resolve({ of: request, ...answer });
        await settle();
    };
    const tools = { make, settle, land, flying, shown, lost, clock };
    const run = new Function(...Object.keys(tools), `return (async () => { ${body} })()`);
    return await run(...Object.values(tools));
}
"""


@pytest.fixture(scope="module")
def drag(browser):
    """Run JavaScript around `newest`, with a server and a clock that it moves by hand."""
    page = browser.new_page()
    source = base64.b64encode((COMPONENTS / "newest.js").read_bytes()).decode()
    yield lambda body: page.evaluate(HARNESS, [source, body])
    page.close()


def test_one_is_in_flight_and_of_those_that_wait_the_newest_is_sent(drag):
    assert drag(
        """
        const go = make(1);
        for (const n of [1, 2, 3]) go(n);
        await land(0);
        await land(0);
        return [shown, flying.length];
        """
    ) == [[[1, True], [3, False]], 0]


def test_two_are_in_flight_once_the_server_was_quick_and_one_when_it_is_not(drag):
    assert drag(
        """
        const go = make(2), counts = [];
        const count = async () => { await settle(); counts.push(flying.length); };
        go(1); go(2); await count();          // nothing is known of the server yet
        clock.now += 10; await land(0);       // quick
        go(3); await count();
        clock.now += 200; await land(0);      // slow
        go(4); await count();
        await land(0); await count();
        return counts;
        """
    ) == [1, 2, 1, 1]


def test_no_older_answer_is_ever_shown_over_a_newer_one_and_the_last_is_shown(drag):
    """A thousand moves of a drag whose answers overtake each other, or get lost."""
    shown, most, lost, asked = drag(
        """
        let seed = 7, most = 0, asked = 0;
        const chance = () => (seed = seed * 48271 % 2147483647) / 2147483647;
        const go = make(2);
        for (let i = 0; i < 1000; i++) {
            clock.now += 8;
            if (chance() < .6) go(++asked);
            await settle();
            most = Math.max(most, flying.length);
            if (!flying.length || chance() < .3) continue;
            if (chance() < .1) flying.shift().reject(new Error('gone'));
            else await land(Math.floor(chance() * flying.length));
        }
        go(++asked);
        await settle();
        while (flying.length) await land(flying.length - 1);
        return [shown.map(([of]) => of), most, lost.length, asked];
        """
    )
    assert shown == sorted(set(shown))
    assert shown[-1] == asked
    assert len(shown) > 100
    assert (lost > 10, most) == (True, 2)


def test_what_the_server_left_out_is_not_shown_and_slows_the_page_down(drag):
    assert drag(
        """
        const go = make(2);
        go(1); clock.now += 10; await land(0);
        go(2); go(3); go(4); await settle();
        const before = flying.length;                       // 2 and 3; 4 waits
        clock.now += 10; await land(0, { superseded: true });
        return [before, flying.map(({ request }) => request), shown];
        """
    ) == [2, [3], [[1, False]]]
