import { describe, expect, test } from 'vitest';
import { drawn, written } from './drawing';

describe('an element of a picture', () => {
  test('is written as XML', () => {
    const text = drawn('text', { x: 1.23456, 'font-family': '"A", b' }, ['x']);
    expect(written(drawn('g', {}, [text, null, drawn('path', { d: 'M0 0' })]))).toBe(
      '<g><text x="1.23" font-family="&quot;A&quot;, b">x</text><path d="M0 0"/></g>',
    );
  });

  test('keeps markup in a value as text', () => {
    const hostile = '</text><script>alert("&amp;")</script>]]>';
    expect(written(drawn('text', { title: hostile }, [hostile]))).toBe(
      '<text title="&lt;/text&gt;&lt;script&gt;alert(&quot;&amp;amp;&quot;)&lt;/script&gt;]]&gt;">' +
        '&lt;/text&gt;&lt;script&gt;alert("&amp;amp;")&lt;/script&gt;]]&gt;</text>',
    );
  });

  test('marks what XML cannot hold, and keeps the rest', () => {
    const told = `a\u0000b\u001b\ud800c\uffff\n\t${'\u{1f980}'}`;
    expect(written(drawn('text', {}, [told]))).toBe(
      '<text>a\ufffdb\ufffd\ufffdc\ufffd\n\t\u{1f980}</text>',
    );
  });
});
