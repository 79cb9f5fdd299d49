"""The style sheets of WeasyPrint as it reads them.

`python -m tests.own_sheets` writes this file. `TESTS` are those of the selectors, as cssselect2 compiles them;
`READ` is all else, pickled with their numbers in it and compressed.
"""

# ruff: noqa
# fmt: off
# mypy: ignore-errors
from urllib.parse import urlparse

from cssselect2.compiler import split_whitespace
from webencodings import ascii_lower

VERSIONS = {'cssselect2': '0.10.1', 'tinycss2': '1.5.1', 'weasyprint': '70.0'}
NAMES = {'04dd53f16888e5325d8bb8feb02462d99d03c8329da713b167b333a2ea4b91bc': 'UA_STYLESHEET',
 '2ac45b6c1b6b994b4672d15bf0977afe47bf34be65059f8e497eab32ce874aa8': 'PH_STYLESHEET',
 '3b42fbf2840df19b9071795f7bb5d54f2e643379d517afab7cedf100b6d84f2f': 'UA_FORM_STYLESHEET'}
TESTS = (
    lambda el: el.local_name == 'area',
    lambda el: el.local_name == 'base',
    lambda el: el.local_name == 'basefont',
    lambda el: el.local_name == 'command',
    lambda el: el.local_name == 'datalist',
    lambda el: el.local_name == 'head',
    lambda el: (el.local_name == 'input') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'hidden'),
    lambda el: el.local_name == 'input',
    lambda el: (el.local_name == 'input') and (('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'button') or ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'reset') or ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'submit')),
    lambda el: (el.local_name == 'input') and (('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'button') or ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'reset') or ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'submit')) and ('value' in el.etree_element.attrib),
    lambda el: (el.local_name == 'input') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'submit') and (not (('value' in el.etree_element.attrib))),
    lambda el: (el.local_name == 'input') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'reset') and (not (('value' in el.etree_element.attrib))),
    lambda el: (el.local_name == 'input') and (('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'checkbox') or ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'radio')),
    lambda el: (el.local_name == 'input') and (('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'checkbox') or ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'radio')) and ('checked' in el.etree_element.attrib),
    lambda el: (el.local_name == 'input') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'radio'),
    lambda el: (el.local_name == 'input') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "") == 'radio') and ('checked' in el.etree_element.attrib),
    lambda el: (el.local_name == 'input') and ('value' in el.etree_element.attrib) and (not (('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'checkbox') or ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'radio'))),
    lambda el: el.local_name == 'link',
    lambda el: (el.local_name == 'menu') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'context'),
    lambda el: el.local_name == 'menu',
    lambda el: el.local_name == 'meta',
    lambda el: el.local_name == 'noembed',
    lambda el: el.local_name == 'noframes',
    lambda el: el.local_name == 'param',
    lambda el: el.local_name == 'rp',
    lambda el: el.local_name == 'script',
    lambda el: el.local_name == 'source',
    lambda el: el.local_name == 'style',
    lambda el: el.local_name == 'template',
    lambda el: el.local_name == 'title',
    lambda el: el.local_name == 'track',
    lambda el: el.local_name == 'address',
    lambda el: el.local_name == 'article',
    lambda el: el.local_name == 'aside',
    lambda el: el.local_name == 'blockquote',
    lambda el: el.local_name == 'body',
    lambda el: el.local_name == 'center',
    lambda el: el.local_name == 'dd',
    lambda el: (el.local_name == 'dd') and (any(('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') for el in el.ancestors)),
    lambda el: (el.local_name == 'dd') and (any(('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') for el in el.ancestors)),
    lambda el: (el.local_name == 'dd') and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: (el.local_name == 'dd') and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: (el.local_name == 'dd') and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') and (any((('dir' in el.etree_element.attrib) and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: (el.local_name == 'dd') and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') and (any((('dir' in el.etree_element.attrib) and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: (el.local_name == 'dd') and ('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') and ('dir' in el.etree_element.attrib) and ('dir' in el.etree_element.attrib),
    lambda el: (el.local_name == 'dd') and ('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') and ('dir' in el.etree_element.attrib) and ('dir' in el.etree_element.attrib),
    lambda el: el.local_name == 'details',
    lambda el: el.local_name == 'dir',
    lambda el: el.local_name == 'div',
    lambda el: el.local_name == 'dl',
    lambda el: el.local_name == 'dt',
    lambda el: el.local_name == 'frame',
    lambda el: el.local_name == 'frameset',
    lambda el: el.local_name == 'fieldset',
    lambda el: el.local_name == 'figure',
    lambda el: el.local_name == 'figcaption',
    lambda el: el.local_name == 'footer',
    lambda el: el.local_name == 'form',
    lambda el: el.local_name == 'h1',
    lambda el: el.local_name == 'h2',
    lambda el: el.local_name == 'h3',
    lambda el: el.local_name == 'h4',
    lambda el: el.local_name == 'h5',
    lambda el: el.local_name == 'h6',
    lambda el: el.local_name == 'header',
    lambda el: el.local_name == 'hgroup',
    lambda el: el.local_name == 'hr',
    lambda el: el.local_name == 'html',
    lambda el: el.local_name == 'legend',
    lambda el: el.local_name == 'listing',
    lambda el: el.local_name == 'main',
    lambda el: el.local_name == 'nav',
    lambda el: el.local_name == 'ol',
    lambda el: el.local_name == 'p',
    lambda el: el.local_name == 'plaintext',
    lambda el: el.local_name == 'pre',
    lambda el: el.local_name == 'section',
    lambda el: el.local_name == 'summary',
    lambda el: el.local_name == 'ul',
    lambda el: (el.local_name == 'ul') and (any(((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) for el in el.ancestors)),
    lambda el: (el.local_name == 'ul') and (any((((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any(((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: el.local_name == 'xmp',
    lambda el: el.local_name == 'button',
    lambda el: (el.local_name == 'button') and ('value' in el.etree_element.attrib),
    lambda el: el.local_name == 'keygen',
    lambda el: el.local_name == 'select',
    lambda el: (el.local_name == 'select') and ('multiple' in el.etree_element.attrib),
    lambda el: (el.local_name == 'select') and (not (('multiple' in el.etree_element.attrib))),
    lambda el: el.local_name == 'textarea',
    lambda el: (el.local_name == 'textarea') and (not (el.etree_children or el.etree_element.text)),
    lambda el: el.local_name == 'li',
    lambda el: el.local_name == 'table',
    lambda el: (el.local_name == 'table') and (('rules' in el.etree_element.attrib) or ('frame' in el.etree_element.attrib)) and (('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'above') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'below') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'border') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'box') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'hsides') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'lhs') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'rhs') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'void') or ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'vsides') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'all') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'cols') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'none') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows')),
    lambda el: el.local_name == 'caption',
    lambda el: el.local_name == 'colgroup',
    lambda el: (el.local_name == 'colgroup') and ('hidden' in el.etree_element.attrib),
    lambda el: el.local_name == 'col',
    lambda el: (el.local_name == 'col') and ('hidden' in el.etree_element.attrib),
    lambda el: el.local_name == 'thead',
    lambda el: (el.local_name == 'thead') and ('hidden' in el.etree_element.attrib),
    lambda el: el.local_name == 'tbody',
    lambda el: (el.local_name == 'tbody') and ('hidden' in el.etree_element.attrib),
    lambda el: el.local_name == 'tfoot',
    lambda el: (el.local_name == 'tfoot') and ('hidden' in el.etree_element.attrib),
    lambda el: el.local_name == 'tr',
    lambda el: (el.local_name == 'tr') and ('hidden' in el.etree_element.attrib),
    lambda el: (el.local_name == 'tr') and (next(el is not None and (el.local_name == 'table') for el in [el.parent])),
    lambda el: el.local_name == 'td',
    lambda el: (el.local_name == 'td') and ('hidden' in el.etree_element.attrib),
    lambda el: el.local_name == 'th',
    lambda el: (el.local_name == 'th') and ('hidden' in el.etree_element.attrib),
    lambda el: el.local_name == 'sub',
    lambda el: el.local_name == 'sup',
    lambda el: el.local_name == 'cite',
    lambda el: el.local_name == 'dfn',
    lambda el: el.local_name == 'em',
    lambda el: el.local_name == 'i',
    lambda el: el.local_name == 'var',
    lambda el: el.local_name == 'b',
    lambda el: el.local_name == 'strong',
    lambda el: el.local_name == 'code',
    lambda el: el.local_name == 'kbd',
    lambda el: el.local_name == 'samp',
    lambda el: el.local_name == 'tt',
    lambda el: el.local_name == 'big',
    lambda el: el.local_name == 'small',
    lambda el: el.local_name == 'mark',
    lambda el: el.local_name == 'ins',
    lambda el: el.local_name == 'u',
    lambda el: (el.local_name == 'abbr') and ('title' in el.etree_element.attrib),
    lambda el: (el.local_name == 'acronym') and ('title' in el.etree_element.attrib),
    lambda el: el.local_name == 'del',
    lambda el: el.local_name == 's',
    lambda el: el.local_name == 'strike',
    lambda el: el.local_name == 'q',
    lambda el: el.local_name == 'br',
    lambda el: el.local_name == 'wbr',
    lambda el: el.local_name == 'nobr',
    lambda el: el.local_name == 'option',
    lambda el: (el.local_name == 'option') and (any((el.local_name == 'select') for el in el.ancestors)),
    lambda el: (el.local_name == 'option') and (any(((el.local_name == 'select') and (not (('multiple' in el.etree_element.attrib)))) for el in el.ancestors)),
    lambda el: (el.local_name == 'option') and (any(((el.local_name == 'select') and ('multiple' in el.etree_element.attrib)) for el in el.ancestors)),
    lambda el: ((el.local_name == 'option') and (all(s.tag != el.etree_element.tag    for s in el.etree_siblings[:el.index]))) and (any(((el.local_name == 'select') and (not (((any((el.local_name == 'option') and ('selected' in el.etree_element.attrib) for el in list(el.iter_subtree())[1:])))))) for el in el.ancestors)),
    lambda el: ((el.local_name == 'option') and ('selected' in el.etree_element.attrib) and (not ((((el.local_name == 'option') and ('selected' in el.etree_element.attrib)) and (any(((el.local_name == 'option') and ('selected' in el.etree_element.attrib)) for el in el.previous_siblings)))))) and (any((el.local_name == 'select') for el in el.ancestors)),
    lambda el: el.local_name == 'optgroup',
    lambda el: (el.local_name == 'iframe') and (not (('seamless' in el.etree_element.attrib))),
    lambda el: el.local_name == 'img',
    lambda el: el.local_name == 'svg',
    lambda el: el.local_name == 'video',
    lambda el: 'hidden' in el.etree_element.attrib,
    lambda el: ((el.local_name == 'colgroup') or (el.local_name == 'col') or (el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot') or (el.local_name == 'tr') or (el.local_name == 'td') or (el.local_name == 'th')) and ('hidden' in el.etree_element.attrib),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'dl') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any(((el.local_name == 'dir') or (el.local_name == 'dl') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) for el in el.ancestors)),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any(('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') for el in el.ancestors)),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any(('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') for el in el.ancestors)),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') and (any((('dir' in el.etree_element.attrib) and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and (any((('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') and (any((('dir' in el.etree_element.attrib) and (any(('dir' in el.etree_element.attrib) for el in el.ancestors))) for el in el.ancestors))) for el in el.ancestors)),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and ('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr') and ('dir' in el.etree_element.attrib) and ('dir' in el.etree_element.attrib),
    lambda el: ((el.local_name == 'dir') or (el.local_name == 'menu') or (el.local_name == 'ol') or (el.local_name == 'ul')) and ('dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl') and ('dir' in el.etree_element.attrib) and ('dir' in el.etree_element.attrib),
    lambda el: ((el.local_name in ('a', 'area', 'link')) if el.in_html_document else (el.etree_element.tag in ('{http://www.w3.org/1999/xhtml}a', '{http://www.w3.org/1999/xhtml}area', '{http://www.w3.org/1999/xhtml}link'))) and el.etree_element.get("href") is not None ,
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib) and (('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'all') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'cols') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'none') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows'))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and (((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot')) and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib) and (('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'all') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'cols') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'none') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows'))) for el in [el.parent]))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: 1,
    lambda el: 'dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'ltr',
    lambda el: 'dir' in el.etree_element.attrib and el.etree_element.get('dir', "").lower() == 'rtl',
    lambda el: (el.local_name == 'input') or ((el.local_name == 'input') and ('value' in el.etree_element.attrib and el.etree_element.get('value', "") == '')) or ((el.local_name == 'input') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'checkbox')) or ((el.local_name == 'input') and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'radio')),
    lambda el: (el.local_name == 'input') and (not (('type' in el.etree_element.attrib and el.etree_element.get('type', "") == 'submit'))),
    lambda el: (el.local_name == 'pre') and ('wrap' in el.etree_element.attrib),
    lambda el: (el.local_name == 'br') and ('clear' in el.etree_element.attrib and el.etree_element.get('clear', "").lower() == 'left'),
    lambda el: (el.local_name == 'br') and ('clear' in el.etree_element.attrib and el.etree_element.get('clear', "").lower() == 'right'),
    lambda el: (el.local_name == 'br') and ('clear' in el.etree_element.attrib and el.etree_element.get('clear', "").lower() == 'all'),
    lambda el: (el.local_name == 'br') and ('clear' in el.etree_element.attrib and el.etree_element.get('clear', "").lower() == 'both'),
    lambda el: (el.local_name == 'table') and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'left'),
    lambda el: (el.local_name == 'table') and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'right'),
    lambda el: (el.local_name == 'table') and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'center'),
    lambda el: (el.local_name == 'table') and (('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'none') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'cols')),
    lambda el: (el.local_name == 'table') and ('border' in el.etree_element.attrib) and (not (('border' in el.etree_element.attrib and el.etree_element.get('border', "") == '0 i'))),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'void'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'above'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'below'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'hsides'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'lhs'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'rhs'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'vsides'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'box'),
    lambda el: (el.local_name == 'table') and ('frame' in el.etree_element.attrib and el.etree_element.get('frame', "").lower() == 'border'),
    lambda el: (el.local_name == 'caption') and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'bottom'),
    lambda el: (el.local_name == 'colgroup') and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups')) for el in [el.parent])),
    lambda el: (el.local_name == 'tr') and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows')) for el in [el.parent])),
    lambda el: (el.local_name == 'tr') and (next(el is not None and (((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot')) and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows')) for el in [el.parent]))) for el in [el.parent])),
    lambda el: (el.local_name == 'hr') and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'left'),
    lambda el: (el.local_name == 'hr') and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'right'),
    lambda el: (el.local_name == 'hr') and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'center'),
    lambda el: (el.local_name == 'hr') and ('color' in el.etree_element.attrib),
    lambda el: (el.local_name == 'hr') and ('noshade' in el.etree_element.attrib),
    lambda el: (el.local_name == 'iframe') and ('frameborder' in el.etree_element.attrib and el.etree_element.get('frameborder', "") == '0'),
    lambda el: (el.local_name == 'iframe') and ('frameborder' in el.etree_element.attrib and el.etree_element.get('frameborder', "").lower() == 'no'),
    lambda el: ((el.local_name == 'ol') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "") == '1'),
    lambda el: ((el.local_name == 'ol') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "") == 'a'),
    lambda el: ((el.local_name == 'ol') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "") == 'A'),
    lambda el: ((el.local_name == 'ol') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "") == 'i'),
    lambda el: ((el.local_name == 'ol') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "") == 'I'),
    lambda el: ((el.local_name == 'ul') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'disc'),
    lambda el: ((el.local_name == 'ul') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'circle'),
    lambda el: ((el.local_name == 'ul') or (el.local_name == 'li')) and ('type' in el.etree_element.attrib and el.etree_element.get('type', "").lower() == 'square'),
    lambda el: ((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot') or (el.local_name == 'tr') or (el.local_name == 'td') or (el.local_name == 'th')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'absmiddle'),
    lambda el: ((el.local_name == 'p') or (el.local_name == 'h1') or (el.local_name == 'h2') or (el.local_name == 'h3') or (el.local_name == 'h4') or (el.local_name == 'h5') or (el.local_name == 'h6')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'left'),
    lambda el: ((el.local_name == 'p') or (el.local_name == 'h1') or (el.local_name == 'h2') or (el.local_name == 'h3') or (el.local_name == 'h4') or (el.local_name == 'h5') or (el.local_name == 'h6')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'right'),
    lambda el: ((el.local_name == 'p') or (el.local_name == 'h1') or (el.local_name == 'h2') or (el.local_name == 'h3') or (el.local_name == 'h4') or (el.local_name == 'h5') or (el.local_name == 'h6')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'center'),
    lambda el: ((el.local_name == 'p') or (el.local_name == 'h1') or (el.local_name == 'h2') or (el.local_name == 'h3') or (el.local_name == 'h4') or (el.local_name == 'h5') or (el.local_name == 'h6')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'justify'),
    lambda el: ((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot') or (el.local_name == 'tr') or (el.local_name == 'td') or (el.local_name == 'th')) and ('valign' in el.etree_element.attrib and el.etree_element.get('valign', "").lower() == 'top'),
    lambda el: ((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot') or (el.local_name == 'tr') or (el.local_name == 'td') or (el.local_name == 'th')) and ('valign' in el.etree_element.attrib and el.etree_element.get('valign', "").lower() == 'middle'),
    lambda el: ((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot') or (el.local_name == 'tr') or (el.local_name == 'td') or (el.local_name == 'th')) and ('valign' in el.etree_element.attrib and el.etree_element.get('valign', "").lower() == 'bottom'),
    lambda el: ((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot') or (el.local_name == 'tr') or (el.local_name == 'td') or (el.local_name == 'th')) and ('valign' in el.etree_element.attrib and el.etree_element.get('valign', "").lower() == 'baseline'),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and ('nowrap' in el.etree_element.attrib),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and ((el.local_name == 'table') and ('border' in el.etree_element.attrib) and (not (('border' in el.etree_element.attrib and el.etree_element.get('border', "") == '0')))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and (((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot')) and (next(el is not None and ((el.local_name == 'table') and ('border' in el.etree_element.attrib) and (not (('border' in el.etree_element.attrib and el.etree_element.get('border', "") == '0')))) for el in [el.parent]))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and ((el.local_name == 'table') and (('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'none') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows'))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and (((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot')) and (next(el is not None and ((el.local_name == 'table') and (('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'none') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups') or ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'rows'))) for el in [el.parent]))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'cols')) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and (((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot')) and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'cols')) for el in [el.parent]))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'all')) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'td') or (el.local_name == 'th')) and (next(el is not None and ((el.local_name == 'tr') and (next(el is not None and (((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot')) and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'all')) for el in [el.parent]))) for el in [el.parent]))) for el in [el.parent])),
    lambda el: ((el.local_name == 'thead') or (el.local_name == 'tbody') or (el.local_name == 'tfoot')) and (next(el is not None and ((el.local_name == 'table') and ('rules' in el.etree_element.attrib and el.etree_element.get('rules', "").lower() == 'groups')) for el in [el.parent])),
    lambda el: ((el.local_name == 'applet') or (el.local_name == 'embed') or (el.local_name == 'iframe') or (el.local_name == 'img') or (el.local_name == 'input') or (el.local_name == 'object')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'left'),
    lambda el: ((el.local_name == 'applet') or (el.local_name == 'embed') or (el.local_name == 'iframe') or (el.local_name == 'img') or (el.local_name == 'input') or (el.local_name == 'object')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'right'),
    lambda el: ((el.local_name == 'applet') or (el.local_name == 'embed') or (el.local_name == 'iframe') or (el.local_name == 'img') or (el.local_name == 'input') or (el.local_name == 'object')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'top'),
    lambda el: ((el.local_name == 'applet') or (el.local_name == 'embed') or (el.local_name == 'iframe') or (el.local_name == 'img') or (el.local_name == 'input') or (el.local_name == 'object')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'baseline'),
    lambda el: ((el.local_name == 'applet') or (el.local_name == 'embed') or (el.local_name == 'iframe') or (el.local_name == 'img') or (el.local_name == 'input') or (el.local_name == 'object')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'texttop'),
    lambda el: ((el.local_name == 'applet') or (el.local_name == 'embed') or (el.local_name == 'iframe') or (el.local_name == 'img') or (el.local_name == 'input') or (el.local_name == 'object')) and (('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'middle') or ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'absmiddle') or ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'absmiddle')),
    lambda el: ((el.local_name == 'applet') or (el.local_name == 'embed') or (el.local_name == 'iframe') or (el.local_name == 'img') or (el.local_name == 'input') or (el.local_name == 'object')) and ('align' in el.etree_element.attrib and el.etree_element.get('align', "").lower() == 'bottom'),
)
READ = """
eNrtfQl8HMWVt47RffnCHEnASThEsAg3Cac4zDV4IIDDEWNta6atmdZoRsxhW2TZWBI+MGNs7AFsDDG+wEIIYQuDZcvyKd9xshuMcrGBgDmC8y1JNrv58m
2+bHVXV71XM9WlGUXOL5uN+WF3vXpV9a9X/1f1urq6Z7brqX3v51h/HklWJwqjfl2PRZPmdcWU6+ruvuf+2yfdfcukSfdYouJ6LarXxSPBpCdR1KTFvH49
kkyUeqPRqB7UvbGLkomiybZ4afLcVqtQecBXR7PDEbPmRJU3qEWjouy0YHimHqkLhr1asC6kNelCdnXCpUV0Lflgstqd8w13Dvkvd17Sned5kDToC0Sbg1
pLMuEKhUN6ck7ysXlJzTM3GUtqCZcJ2CqWC8XyPf6T7HyrQ9PDoZilkwc6LtAp8oabmrSQz1LJB5UCVI1Pi2nBQJRW4wKdQtBx+XWN1lEA+UWQXxAINcet
CqrdhaZGrqVRzDSq3UVQ7jqx54WBUDBA+p4omU7sWBMJh2PJuWAHoeiPzKJlMX1WrC4Q8umk64miQCgQC2hBeYnJubmkSHViVH044iNjFAs3180M+GL+ZO
LUmboWbWmOBEKx8wkJzm+OhJv1SCygRwmUGwNNeigaCIcIFW6+9jNKskRe8ywCrdVsSqjRGw6GCZfKY4FQC6nqovM1Ys1E6a0mwnvCjXqIEspjkqGMkmWG
FoyTPhfUBzVvI/k3JV0RDccjXt2sOd4USrovTZTZEstW7jXxucn6VBjRWEvQrCMaDgZ8Fsgxdm4k0OCP2R333yHvkKhLu+S/Lz2HtuL3mjlj7Zz6cCwWbh
qigRRl3EJKFm5itJ0V1KcP1QNBFVcvZODKS0z3qYsGHtatSj+92PqTyNObeKWFft3stpX/W0l+WbPm8wVCDeYIWEoHlpt/nhWUKphShNclU6tkatQOjnrl
TM/skKNW2Ux/IEbmombNS1iR3xzRLXEBN2LtJcyIUEq3XaiYe/FkF3MhwsyGSDge8tUFmrQGc2qypy1SRqN2BpWI3qxr5pSQKLQv/RtstZOQmhaLaV5/kx
6iqlFvJBwMUrWxSK05HCVeTtzRROKyu+3OSeSeZQFP5FPru3P8W810jNZQhWqwBtlErMVj4aR/YG66ijcYaDZVSildaurDs9L7FSZDGDBx8JEHPWwim3/3
2n7vfyBREjQHvyGityT9U4XUNPdd/jr3WubT45FPW5SNaL5APGoN9A9Shkwms2bPxMmoFuq5w6rmNNE1/4yaThVrGn7PKq0FgKxZDSHyd5DQxkv4Q5Zta0
BRZtCch/3/hWhdYtI6z6J1IaV1SZM2C+aV2vtpi5RG2F0GUC2ltJY8UktxbqKwnqzCEYtcZLklQBiXY2RtaSAXd8frmwLmoqahNaoM6ihxqsMYnUs6X3CX
HtVTi5eDf5bSjuCJ6sPp1h9xcplhrm5miGIZx9TbLps2YH6QVcNMUAHwyzB8+Tzh73KeH/wb1ZOC/w3VbODf6eTp/r1ODu4/6OzV/iMZeLK9ShMvZlfT3L
cTD+5gHpw2hjn28KG4hxQNm0u9ywx7bGajMUxjIrN8JYx8OR15xXxReyuuJU0w9EyRUQVDzBEZ1aGeHTKpghmoCqhZAdQ0fGQcbI1RoFEpkldwYELDSPW5
PDizRtKYQv6a5ziaxgMkm3aoOEwczhpbMqwBH4kFAaRO1rBAqNGKqEdDeFuCIm7C/jgNqMdAQF0KAfVYKHaZGFCnQdHSi0yziFPapEUI7Xno8ll6PJCosH
VQSPKZc9iAmmgxUaVFKrU3pgduEnw/MAtXmXclNF6ri7U0kyDGRTrphSK6aaYYvbUaB4XL0P1PKKw31ev03uUkUClH9z+h8PQIuWmLWjrjQacC3d80a0TF
UjgZFCpBIS/SbOWeArlVkGuGNYFmeoN1KmiMwhpWdG9pnAYaoxEEGreaCp8DhTGoHzG9iRAgRnU+DzpjUSWxQMyu5AugMA4rRMz5zFQ4HRROQgYl4xnRo1
FKzTNAZ7zHWAcehjKeNIeylAba9AalMGDecArjWKSZa5MNbQIUPhnVStBp0YCP6nwRdE4RdEot9j8UD1NDVLu/BJqnChhRxv0eo0ua0WT5SZntAyoSJ8pt
JR7iy7S4+9eHfS0U35ehtdMEfChjusxdaydkhEKmle7UUrW0fk9w7hGLwaw+nQnQPyf0CWX83OpTdrGccVdeTg5qNM/now2eBfV+XmgQZYStzYMMhpLNR2
fDxNss44HbbCTrwa92nwP1PjR8fkHrrN5qHty6IyOJ91yoNzqSeL9i1ptv1RsbSbznQb3xkcQ7EeqdMZJ4a6DemSOHl0yqPrI4BoJ0YTsfHOELwoSZ7wvY
XvtVUDldcCKU8YAwU6KMWR5jqzTj+x5jD8vQzdZmWHguAI0zBDx5viCFcyFoTBDgoIxvITjmdEDX2ItA4YviAmKt9JbOxaDzJUGnmEYDOq3qElD7copaQA
/6bLVq96Wgd6YAFjImn+a0F2kOcU5me4x4u1O2+VdIblpI4Kna/ZM2Jdv9M0rzrdlWugFoVNiZTnuA0make4C8Hek2IG9IvhMobUayE8gbkWwG8ibSHC8n
oyVWppW2L/i25J5csi/4gSQGl+0LfizRS98X/MApVCcL9vRAQzxiB0mXAX3PEuiLMqYKro8yQh5jQh53wlJSr1drZrt17stB8WzBgwqnh8N2xOD+GiidIy
i5yK0ZDby/DirV4oThv5B24grQOFfoBMpokN74HGteM1h69UND3fhI1PT0JlbTfSVhaxkogjdoLZWZ9JbfDAmDPocqj5uhS2V9ONxIQDWS4Z2hB5PuXBSr
IOXfpChr9UQ5UWLf2Zo3tC4zriIw5iTlNfze6kGRv6XZr4eiZFJp0kJxe84pq4/oWmOdNt0cOhKRzwjbzxrKaUYgZMXoKIcHa/6L6DhdCS19RRgnlOGXjt
MvF02t/t2uRUONk0RNT29ijWScrv199uOEqvyVdJzykJWR8m89xoJ8Wd//r8dI5sOi5r+Ymu0q0DhPMBvKCJyg+3rUxFqZ2X6z+Rufzjl9czZmQ1X+H6nZ
8pHZkPK/C2ZDGX9IMdsl1GxXg8ZEwWwow5Ca7Xc3vzru4fduGcpsEjU9vYl1MrN9lj3bUJX/JjWbC5kNKf9OMBvK+H8pZruUmu0a0KgRzIYyGqVm+4OECx
KzSdT09CZelJlNNg0MYTZU5WdSsxUgsyHl/xDMhjL+K8Vsl1GzXQsa5wtmQxlB6d18nrm2NK8dwmwyNT29iZdkZpOtckOYDVX5a6nZCpHZkPJ/CmZDGX8U
zFZoniuwQ4BaUPqqGCf4zY14ur92HShdkBIE2Dcx14PGhcIAoIz9aXE4e3ROVi8S0TvGvI+5VIEqy5VFmCxPGvxn8Dw+q0frWTwmV6sWpD/7cDVENOsBpn
0xzX2pv84dZk8+UieDd2VhqhhADzhMELKiYoA+gHfU/LEm+8bxBhjpiwQKoIzF1u601b26qNevN5mjbz2SxVERYWhQb9Dt8zM3QvGLBfIVmRvV5rM+q/lJ
oHaJ0DzKeFCIpVHGc9YmleWU07WmQLCFRG5N4VCYPsUXAjZU6oBVSvq8H3bKtQANyG+CcpeKOwEhjd6b3wwal4teFrZNfAtofE3oI8qoE/qIMh4WtgpQxh
H5rn+RT/cGmsQjPqjUL81SFd5w3Nw3rItYt+7m4/VorIbYoynpzkmJdFHZ/2/RgEau9mMgFLky2+U2017fCgW/LvQaZfyDsCNR0hwkZrfCbauG20DxCqEG
lKEJdkMZz3uMQZcs46DH+LkLtlia2V2dG1SuFFpDGfVCayjju0JrKOOQ0FpRVPfye73bQesq0UOi8SbiutaWt3syaF0t0itu08sDGtcIwFGGVwCOMr4t0A
tl/DPaiap230Ez8kjGv8h5V+gNRMxnEog6d9JC+aTQDx0KRR+KaxGhEILwqcfIK5Bh+5PHKCuAIZzVZFPuG6ByrWAJlOETLIEyVglDiDIOC0NYWB8nk26I
NngXaNV6/FfaZZH0Zx7/jWnSyTm5Hr87XVxAxB22+G54cF2U6zHywUsKG/UWMstSAPdAU9cDACT9VwaAFKQHLWnBKaByAxRE0h8DcpBOzkPIkXiU86mnv7
HTDKpzSePJ2t7193NJmVVUzEcyURzRg1osYG/EiitzYSgcsVczFmZ/E1xjtMk74SBI+WHzz/dwHMRmlntpOfMgwxjHgwz0BEreoTns1ALGqdVHw8F4zD4a
mP4sIdsHdP9RQONcdIro9857kMVmeXY6utp9H/jqjeDBSPq99DinmKx2NTMjWjO2CyryDjg9SCfnI6dH4lPSjlLVFkui0NQgt1d2RtPx8Yws1pXV4Px0SX
60JFHBxHWWPRKlVlxTM5PQ+3/UUVVhSJmL3A8ucmqai0gGicVuecGAFXQ8AJSY5HxeBseN8/Bh/IKYVh+0w6pvQVU3CVUZ9xea5/WoqnD0BhV5lD73ticd
s8vmnYPsMYIRKmSHiapsdTJ7B7XmqGmkqG4eSqGeq6c381raPW4m93JnkPm+js330mdCLYXSW+CUXNkDGDuPYZ0KT5XfzACr5Mzd5NPyCFxNCXeBEu4CBd
wFIlxk2kGYUpD0Aw89OjzLXLKtg5/4HDE+64KfjjwIFdws0rLColENUxZeDSkmGPmmSLV7GlRyi1jJGLsS6zWCGlpEuBeqg7MIt3qM7kIIQb3sXu8foPbb
xNrLce1ivRrU6/YYfVBvQYy9S1Ltroeab5fipttDMtxeqH+yxzhQyKNcVOc8a8cq5dhrorCJzJhiVI/K9DhQ0Xzw6tcjgZjz09J3lFR7R0G1dwqFUy0FMT
gd5ANoHtFEVdREkfBMmX10sM8dHuOXYB9U4XyP8ZY043WP8VM8YuaDOgpnOijdKR0x+kxPhqgBEH3DY/wRGkZ1PiYgQhmbBER5MXuzzw8ad4lwSrh1RBQB
QHG3xxhVxBsz4HZwgYACtfG4lFCYGVp6oTdSoNvcbwSNe0TopbZX6STaErAHAfs3PcZXADuqaw49QJK60ss29yQrvUxNttLL9NJX+s+cj7wgxAmPcbq0Kx
s8xkxsOD81XBNoTBGsEALz3CtkoBJzPcal0oyFAgqUsRw25NJ2ybV09Y0C6PxovJ6iDoPKE1IWWaqoTlTgZbMA2stPFEXJ/UOQxuAS/VcsyOaLYnV2jITv
OTTAZi8fzVB0kRRbAVEVW0NFOj1GDCyHMro8xreLuClc3oB9NPUhUFniMYry0Emk6XRRjIDGUkHDjO9MhSgoJAWFXBrsxSD/KbGJGRp92hAHjafFGqwBc8
+A/Gc8hlYETyOisUiYbvW6Z4LSMkHJ5Q3b51RngcqzaDeGIGmsp7vKLaCxQtBwRTW6C+R+GFRWCip5MXpK6dug8ILYSn2AQv1H0FifSqfCILnRwONrnjY2
GWaVfARKdqChNo+oaxF6VPifQKX7f8uuSWELmZ/J6kICUn45zT2OBKQPsoC0ILM3R76Myuhs3AIhemzvO2DaPsu046xbbp/uDZPgn/SfvhC6yHzaR4DqES
u52LJmqmbKQai0fPtRFcs/NTU/5g94G0Pm4W+mw+DmWq8quGcD2G0eI7cYqKLV11O/a4VJuv8v059EoY8sXDq9Bc6iT0Walzh6C51w2gD2do8xvhjNWTp1
k3bo+44hOlZuXtXE/IRaDf6//FhRYj0KeHd6jInFwgQXaKSz1xxQ2iUo5T5El465EDXtdnoRroAexk+Uhpv1UA1NiC+zoVr2JAro0aKUN+FuI20nyrzBcF
SXVEHCA5tf86CqAfWGWG4p2w+T7D5YY4X9caZd/3yof6/yrb38X8x+XMComS/L2rU8Bnbdl76lRRZrcUOLDEqY3zJWuxdA6Z/ArejjHNnksXQbSxLgSY83
OTXOgrUE7DKOyx3iswXV7oWgfRLFMdy3pKrdT9A9gnxS1/hcj7GsmMcZi+iZaRfJORnn6KTG5hgcGFgMtvopsxUxZwAOAj8Jrv3un30+lztkNocLRvpkbm
/xX+hkLmvoBJ7MtZuAdbGJxjNLYFzfMykp5xFzn/zoDFpsKRT7BbkvgwmtYEbAp4ctnSTovG/t6YTrDd0bq5seiNl+bj5Jh9rjibHmRz8s/xE/DDI2qBHv
M18jRHLzqWE45tdFGXHrpygRc0i7ufCe39NAz/ssNDMC0UB9IBiIEX8q5vuByAGfgSlKl5w0Um1Ep7/zsAya/0ersoze6EufetJrXg41PyKtGQNNm8lU71
M8CzuL/zSymFdAzd8ZWczPwTsgs0cW8/NQc+vIYv4u1Nw2sphXQs3tI4v5BXCyV013kp1wqjff9jV3xenFNPcoEqFPtSN05mWr+NLk3uwx5sN+0WqaQVYm
d6+QgZregqLjavcamHDeMs9aRxrpkbjEOOsmjdyyBjTybyjepEcCXrrtGif3bDVEEqWLr9PHPujTu1hEC0Wtg/T2go0MshZQHbVuDH2BiH2iI5EfjAl3/e
tA9+003UhMOKCDOnUsUWFuC4ZI1FbjtW8rhQixxD68Y55NL2aq6NzPXBapKXYmHDdIUnZC8G6dno71w0QVx8pHAoOtdkBrdJaYMc1c9rj1/AnkWpcb5KNE
SWbGcIlV/4Vs8HGiLNP+u7Lu+yeJCt73evqucXrwXPiL2d2/mNuRcpvwIjwCrLIjy5SC1tv5Q7+bzzfarXjDfDErXp8obdYa9LpIPEjfBPdPSRReF7uLJN
HHm0q1WF2j3mI9UU24zAKibUihqntNR7T8MOXTT2RGyS+dMMGcUIrJhNJrTijCjgJdja0dBXY5zZ1PVLdYqlMS5beTqiNaML3i3CtM3RKma1SU5uSgXKvR
UlRTJf/AVer3qUoC1pRjznxud6I0EK0zz6+Z20PzE6X021XxkBkJmZNrojKiN5sn7khMRKeBvMsvJZYBDf/Um2vv2kE/1TDNXcYBniICvNIEWOUAn1ltFO
7AdTE3HYhUYzyAnJIURglqzK2SFsonoD+mYjlTJE2NuSEeCbZcb74Yr8ei11tc4s0ZpaQiMvJihcYZpVZ/T+XVoHG2w7EaKxybKianuU/jEAUTGZ+jNZ4p
7wFr8Cye/SXINs4i1+5c42zyz3zjnFL7/s8417zKvTBpnMdEZLTYrj2p7Gx1W+eybJ0kTnGwLBu783j+5Sj/AXsitI6AmIePUIqOVp+kzrKUwargetejTg
85MH2pA8M9mbQB13RI+pyH5ItymKypL/GmpiQqboqHrPUyhUWJEsKBuLnZSeceHI0wIrsYic+Tw0nkTjRzv6pGc4Gs48VkLq4Jh7zUYSAxzX0hU9eZ85u3
OmTSI7cu1t4sgSUK7A1NBYQreJ02b/oUvLmK54u8qSLuUmMGgzXecCREZidSJl1GObRNUn8BZ89YrpEVe7alubUZatXY31aaKiYph7ap3Xqb2q3TGmSnta
byK+qysmYuoPWc52CNPGqKibJmeLwBfUsTTXOfr+7fVer+XS1rmD2ot9ZD+3Ka+xp1TTeybEaubQpy3cTzRXIVMyJZ/gAJSqf+TBeQ/uxZ1Z89q/rVrOpX
syqtQRfrt4v1+WyHRmxOfcXBJPkTYObvHz6p+tWk6leTqj9zUvWrSdWPSdU/BKn6JaQqNXlkn520RhIlKbG2S2otFWlVydWyotX27Gm1XU2r7WpapTVYCD
0vhF6f7dCQTa2J6oZqZA1lzqztamZtVzNre+bM2q5m1nbMrO1DMGu7LIYyqcQXA5yivNqRYQy1I3ti7cieWDvUxNqhJtaOTFfBHepVcId6FdwxfFrtUNNq
h5pWOzKn1Q41rXZgWu0YglY7JLQaxYmEYiyJkJJsp6QFF2PXOK6QFbt2Zs+unWp27VSza2dmq+FO9Wq4c4jVcOfwybVTTa6danLtzJxcO9Xk2onJtXMIcu
2UhVhWnG7fAqMEJdOuTEOsXdmTalf2pNqlJtUuNal2Zb4W7lKvhbvUa+Gu4fNql5pXu9S8Sms43x7YfHtMr3EYUz5BXMcUGKd2DcGpXRJOlVk0AkqLacqs
3ZJ6SwRaVXGtrGi1O3ta7VbTareaVrszp9VuNa12q2m1e/i02q2m1W41rXZnPl3tVk9XuzG1dg9Brd2O1GLPSaempCm19mRErT3ZU2tP9tTao6bWHjW19m
ROrT1qau1RU2vP8Km1R02tPWpqpfcQxrYQhvUadU03smxGrT1DUGuPLHqn0ZQ9Y+IUpdVAhtH7QPbEGsieWANqYg2oiTWQObEG1MQaUBNrYPjEGlATa0BN
rIFMlsKBoZbCAUyqgSFINSAhVTmlEcyXKQJKrb2Smosxr0Zxpax4tTd7Xu1V82qvmld7M+fVXjWv9qp5tXf4vNqr5tVeNa/2Zr4W7lVPWHsxt/YOwa29zt
yCCTNFQLm1LxNu7cueW/uy59Y+Nbf2qbm1L3Nu7VNza5+aW/uGz619am7tU3NrX+aL4T41t/Zhbu0bglv7JNwaQ5tLfbIjFVOe7XfeyBnPs7Ni2P7sGbZf
zbD9aobtz3RPa796T2u/ek9r//D5tV/Nr/1qfu3PfO7ar+bXfsyv/UPwa78sjkdEsuJ4IU0ZdSCjOP5A9sQ6kD2xDqiJdUBNrAOZbWcdUG9nHRhiO+vA8H
l1QM2rA2peHcicVwfUvDqAeXVgCF4dkPCqwuYRLA2pEsqtg5K6ixCzRnOdrJh1MHtmHVQz66CaWQczXxQPqhfFg+pF8eDwyXVQTa6DanIdzJxcB9XkOojJ
dXAIch2UBVw2lfiqkCKg1DqUScB1KHtuHcqeW4fU3Dqk5tahTJfDQ+rl8JB6OTw0fGYdUjPrkJpZhzJn1iE1sw5hZh0aglmHJMwai4mE4i25nPLssDOmk3
l2Vgw7nD3DDqsZdljNsMOZrYuH1evi4SHWxcPDJ9hhNcEOqwl2OHOCHVYT7DAmmKy/uaWMXlQ1MYqeEpOdk22O6MG49Vq0vMFCdihWI4lclniQ/nCu+Z/u
SVSKP9qaTIy6k1R+t/0izT3mF/iWJqs95p9YsjU5L6nJPrVrH0gd4qv+Mi3JB3llamm/IyBR0ucljQLkJsXk2rjS/Mt0GGOS+VdLJfnrCvPq25WmExlXk2
sNH2QlsrZK87tFtXASfV6l+RNl2oPJTD4Erslg6BxGE4fhQzAaEIw+DKO0Fk5wAg4jak0BiRL7kGD1uUljjlnd4lI42C4FsoYD6eRAViMg6xCQbRjIqNrU
w4AAJ/1Xh4y+UvoKWvoHzVhO6rF744c0QzqM73HYn3DY7yLY7yPY/eIw8tNmSrx/cMT7Bye8o8uc8Z5RxvCeU8bwnl4GeL9YBni3Y7xltegYkxLx18qcEL
OcNMQeBeKpHLGPI/4WQjwNId4hMhTOxygBxx0Bx50AJxSAn+WAV3PAyxHg5xDgnRjw6Nq0IxdK3D2OuHuccB9U4P4Rx/0uxz2IcP8E4d4lUpk/1Vfi/bUj
3l874S0qd8Y7vpzhPb2c4T2pHPCeUg54d2O85bX4cbES8lfLnSCznDTIkxSQ7+aQv8Uh34UgT0GQ90gg24uREnLQEXLQCXKbAvJiDnkZh7wIQV6CIA+I7g
cPuJSAOxwBdzgB3q4AfIQDfpsD/h4C/AMEeC8GXFErPDlRYv7IEfNHTpj/qMBcVsEwj61gmEsrAHNFBWDeJ8OcCTHOrHDCzHLSMF9R4Yz5Fo75To75ZoT5
NoR5P8Y8tlayx6tErjki15yQz1Ign8uRP8GRz0HI5yPkB0QvxJuISsgrHSGvdIL8hgLyHg75MIe8G0HeiyAfxJAra8XdKSXodxxBv+ME+rcK0LmVDHRJJQ
OdUwmg8ysB9CGR1cK2hxLzaZVOmFlOGuYLK50xX8sx38QxX4MwX4cwH8aYx9XK7qSV0O91hH6vE/QQh27+YIHWolufFIgnxky5ru6mO+6aXHf3PfffPunu
WyZNuidp3nIVePyF/hLSQzNR/kjSX0n+H2W+h4Q+BY6/+W199aNUa27WtYhmvhqUcGnxWFj4YlQg1By3vxJYBCXzPMabVfxN55f4t0HcRfjrKcJHDdK+3+
D8ne98oXb4GrK7EH73eU8VfBrE8XPDLqEilFFMv6fn9AHnRJk1SoGQz3r3idzp7Z4v+9luHX/BBX2qxV3gAYBa3Pi34pycR0jkU2zR6rf0n1zz9b3ieL2R
Z91GGZ1V5j/xRMWdt2Q+suxXAdzr4bsLuRl9TlljH9epdndA2Tz69nyQMCJpb5ugV3VfBsV8rGhv4CHNTtB0CVUSx/FjxVdAkRitchT6PiV8mrcLlCqt2q
YHw1pMAvBVUKzCiukAu0FzlOTXOQccftGEvVf9GhT/vNPPzuCPOEu/6HLRKNVnWFiu7PspLE/yAWH87RCGdgN84OILjmjD8ZjyV3KuV6K9XoHWzmNoNoLt
Th+27e5QorlDgeYOEU0PoDljuLYR4EoRCRoSVLLPJL0OyCYM106ZIEOdyxDZJkD2xRNps+yRvQHIvnQibTbUaAJyhuxNQPbl4SNDFhkxnm0GZGeeOGTGKw
qf7BZ9shcQnTXs+WqLcobYokCzRUSzBdCc7TE2wxIlfPJ7K2iNob9CRTPr6A9nshM3Tp/7dvdBmPNVq89Z/KCXbKALouGg/Rue2fzmmHRwoS6df6LUjh22
AewLnb+zJm1K9jE1AJ3Vj5/JfSEVdrW7n6LNp78h9sko9Et/dn+2wzBenN2vgePwYAfUckmG0YXke0k7oZZLhxGj7ILilzn+NJ4TS2xXmDBa5UQsV+ZEdh
4DsxvAXO4xTh8NvxIEH+2rdu8Bra85sEn6Lb6hP9PHv5Ak9QaHL+9l8lm+y0YrPsvn9KW9jL7Dd9lox+/wyT+ul8GH9y4TR2UA7P11j3EBHxX5LQsZoL1Q
oDDzn3XbB6WK5KXKrAeMNVqw2a/hkvuhZLFDyTi5f5WUPAAlS5RtRsJNWgiXPAglS5VtppU8BCXL5CVdvkDUi4schiLlGf9e2fegUEXGv1d2BAqN9sj2KI
b4DaCFInW+D9WNlVfH784klT0tVvYDqGycvDK4g5Nts4m1/TPUdtJwerperO5foLrx8uqKjHg0FpjeIq+PTLIxLSIEgz+EKk+Wfzfe3ElHg/cWFDgl09+/
OAplTpWXSY1Jqt1vQ5nTpGWK67Wozr6jy0oNQqnPZfDh22r3j+Aze+dkGTX8NfyA6jB+Y/Y3yoX0N4qF9DciG38MHyKs9hg/G823t34Csc25fxs2dVqzbc
OMH6MyKcuVmdTOYyb9KbWci/5yfc4YbtKfgUnP+99gUkX8bVvuCoVVrxat+g5YdaLHOBOs+q9g1Zq/EecfIoquUzK1TmHTOtGmPwebnu8xbgWbvgu3YRf8
9d+GvQfrxRXK/dxfgOKV6v3c90HzqoxW1A+gwNWZr3THoNQ18lLWqcaUtj6EUtdmunp/BGVqM1u9dfpIoTbtkUI8UWl/3HOCNSRR6zlCvvn8gMaj1jOiaE
vU/H08DwmOWrzBgDfpMT/kHtIb6C9eEnlzRJ8emGVeRePTzSv6dc4zrONeZEy0UIOpl9+s+cg/xdPZt0A9iaJoS1N9OBiFr+ivTpo/35wYZX7l16y/jml4
4jziNR/UbTY5jiEZW02J0Wf9vY38jUEY2y3xDuvvndbfu5gKafWZF61Wjb1mTpwHySPeztMvC+1UmUYOhqPxiF5j/lrCCWiwX2hwNGrQ+nEF3wlocrPQJL
/tg4aK2KeNZS15HKqvtn/G4QL23VnjXoqGii/in6PNvRguL4HLS+HyMri8HC6/BpdfT5puw3owzu5BTVDXzC9P1zysR8K8O4ki4td6yBdFd7hD9cudR3vw
6Rj7O7rQTQ9rtVyLaPUBb00g5At4R8h4eT9+Ab7a++NV6Ho1ul6Drtei63Xo+kV0/RK6Xo+uOwQrFmuRJj0U0DDJi5mTKzrjzp1cdY5FqNROUVNVT67+st
3i0aT16ejJtWcwwVIquO9zTLCECppPZoInqWD+WCZYTAUvVDHBIirYXMYET1DBD4qYYCEVfJzPBAkqeJQLHqeCCVywgAr68pjgMRspF8yngn/PZYJ5VLCY
C+ZSwUQumGMJ3PtZ+lGa9rF0O00/wNJtNH0nS7fS9E0sPZumr7LTb22n6YtYup+mGbne2kbTp7N0H02PY+mtNF3K0ltouoSle2m6mKU30zSz81tv0nQhS7
9B0wUsvYmmXSz9Ok0zo7/VQ9PMxG9tpGlmv7c2WOlYkiyL9t5RKmWRswOfs3FE7t6V9r7WCXeKtx9NcYq321Oc4u22FKd4uzXFKd6eneoU21Odoj/VKbal
OkVfqlNsTXWKLalO0ZvqFJtTneLNVKd4I9UpNqU4xespTtGT4hQbU5xiQ4pTvCY6xdFu0SmOvio6xdEu0SmOviI6xdFO0SmOviw6xdEO0SmOrhed4uhLol
McfVF0iqPrRKc4ulZ0iqNrRKc4ulp0iqOruFMU1euhBhJjjtBilP/uS7CKkMRLOLEeJzpw4mWc6MSJV3CiCydexYluYVkq8WokvPSJLvhndeu9lbDIksQq
nFiNE2twYi1OrMOJF3HiJZxYjxPialvQ6Cc9kM1bqMPDmrjKvEZjTZYxnQ3y/dnmxEInsJybv2PfKEqnsWpeZB508oPNs1FiSwLnPAaJYytWYLUkypnThc
u04xxEpQ96nxeMWerTZ2ghrUGLjBz312Hur8PcX4e5vw5zfx3m/jrM/XWY++sw99dh7q8TuV/coIcjDcNafc7wKFefUecwXrbT+ZevR0TymrggEUm3uCIR
yevikkQkr4prEpF0iYsSkbwirkpE0ikuS0TysrguEUmHuDARyXpxZSKSl8SliUheFNcmIlknLk5EslZcnYikR1yeiGS1sD4RwSphgSKCF4QVighWCksUEX
xXWKOI4HlhkSKCjcIqRQTPCcsUEawQ1ikieFZYqIhgubBSEcEyYakigmeEtYoINgiLFRE8LaxWRPCUsFwRQVJYr4hgqbBgEcESYcUigieFJYsIFvM1q7gh
bmjmbySOmON2YsftxI7biR23EztuJ3bcTuy4ndhxO7HjdmLH7Ux13HikKd7oH7ledeBedeBedeBedeBedeBedeBedeBedeBedeBedYi9KvTr9RF9ZvaT0X
9+JaPJyDW4fLBHnI1cg8uYiE1HrsFnmIjNR67Bp5mITUiuwaeYiM1IrsEkE7EpyTW4lInYnOQaXMJEbFJyDT7JRGxWcg0uZiIe2g6+nBLaDnaIoe3gejG0
HXxJDG0HXxRD28G1Ymg7uFoMbQdXiaHt4AtiaDv4XTG0HXxODG0H7SllLJjfnjHGgMSeMkaDxJ4iRsEI2ZIqkDwlBs2Dy8WgmbXDgmbWCguaB8VpKG9QnI
XyBsVJKG9QnIPyBsUpKG9QnIHyBmECKmrUQiHNp42Yp/ZgT+3BntqDPbUHe2oP9tQe7Kk92FN7sKf2YE/tET01P6iFR6xDWxejhrY+iRNLcGIpTiRx4imc
eBonnsGJZTixXLwLIMGs1kL+bxqxbm3C47QJj9MmPE6b8DhtwuO0CY/TJjxOm/A4bcLjtCnl5qYpHGoIB0fy5uYFNFrvvfAkTizBiaU4kcSJp3DiaZx4Bi
eW4YQ4WkVNLVqoSYuMWKda0X3Fe62tONGGE+048ShOzMGJuTgxDyfm48Rj4h1bOBJoGblpogvTrwvTrwvTrwvTrwvTrwvTrwvTrwvTrwvTr0ukX1GzHomO
HPnyfvoa7C7/dAO63oiue9D16+h6E7p+A12/ia43o+teoSvCkbCsA5SVVcoAha36uU0pW2TeJvGWIteXEhN4fcKSn+sVV/xZXmEFzw2KC/isoLCM5s4SV9
HALGFVzJ0hLoqBGXjRM1YW0WcZ5qInHIM7YdaanGKtGyanWOvGFGvdcKNorRtEa913g2it20Vr3Xe7aK37RGvdep9orW+K1rr1m0KIkHsrjxAKYlpTIDhi
jt+NHb8bO343dvxu7Pjd2PG7seN3Y8fvxo7fjR2/OyWSj+nBeEN8xPq0AfdpA+7TBtynDbhPG3CfNuA+bcB92oD7tAH3aYPYJ1fMr43c/VYvDnp6cdDTi4
OeXhz09OKgpxcHPb046OnFQU8vDnp6U5bRWKBej41cbPBuH9r4fLdvFU6sxok1OLEWJ9bhBB70PjzofXjQ+zpkEzU99QsdK7UEpLvDfOqs8afOHUX8qbPx
zfFwfed49DRah2fJ0+GyAS79vL6VRaicARqNXGMqauU23EoItMNce3QBaN9QjLQjXOXrWBzj4koQG37czkyuUo/FLdD8w7IxCGqxgPTRmTBGw9uExme7R2
6Ur4MeXc/73I7M/wju/yTQvgkub4bLW3gdK3C520DDzTUeQ63MxNoe0L4DLu+Ey2/A5V1weTdc3gOXU3h7T+E27uXiRVh8PxR8QBxgan7nAcbDM6wBHmM+
ZdC1SMwfbKmpN19C92cxzunPG5xnrWNdi/EzATQVH+tGUf2xhd2Q+Lj/NZTzZg9WQyH+h8+hNeijJFL7ZA56XvHhfPwkY8s6wdSjTUP4dW2GHiKWsA5inR
g7fJTciJ+ALMdGERKtGPkCbIcNKLHlWWwu9EDm2Bq0/H60fLNs5miI6HrjyPl13hF0s3AE3SwcQTcLR9DNwhF0s3AE3SwcQTcLR9DNwpFedL0FXW9F133o
ehu67kfX2+H6+7PRdSu6bkfXj6LrOega/Tj39+eh6/noWrz9LPYHIlqDFtJOEL3ex3fS7+Ob5/fx/fL7+Bb5/dYFOPE4TizEiUU48SROLMWJp3DiGZxYjh
MrcOJ5nFiJE6twYi1OvIgT63HiZZzoxIlXcKILJ17FiW6c2IgTm3BiM05sxYl+nNiOEm2zcaIVJ/DIteGRa8Mj14ZHru0xnMDD2IaHsS2BE3hM2/CYti3G
CTzAbUtwYqlA6UpG6ZpAJOw/ccR+1KkP4mh1Oo7JZke+rHKyosAX0aRLnKwoOJAwWgKxhTER+b/WkaQvO479bCdPFwZVZPkCJ+cW2Cdy+UlHZ1jqOL0Ijt
rmOFUsdKR8q5M3CdOLwFjBawXXEice8V6tuFGLaY0ncHpuW41h4YFuw1Zqw/RsE0Yd87sNk6MNu0HbBpzowQk8aG1v4kQvTmDXaduGE3gA2vHQtGPatOMR
bMd8aMe8a8fe0o59oh3zof0JnMBcbceO2I4J1b4MJ/CoW0/yeQJ7ZfsLOIHnhXY8cu145NrxyLXjkWvvwAk8jO14GNvxLNOOx7Qdj2n7aziBB7gdk906/I
CmZ0bpEzs9C1wW+7DIcbhXOI7WfEeOvezIl05Hi3Q7OZAwWiKxX3Hiv8jyhY7E7nCileDp4qA+4ej23Y7s+66T2wvOIM4B650cVZyfNjnNNSLlVzl5kzC9
iIxd4uRa4sQjPh4YbWjNWkiP6jWB0HT6tTDVtrf5eXSronJiJcJQMkBokjOm5Jo34bqS8bf9+kd/+lP6IWDxeJ70RHDhB73PH1vYLp56KDw2p5ML2bmHwg
82t3MhO/lANLu4kJ19KPxgS5IL2emHwmMrVnAhO/9A6nyMC9kJCFI8wYX8ZBaXsB1+E/lHy/vFw1kmci5k57NM5FzIjmiZyLmQPSQwkXMhe1JgIufCibmA
nAnZmQsTOJf5+E1tv/BggRq8VTh8Qe0tHrin5m4VDmFQa7cKDyaosVuFpxPU1q3CgQxq6lbhUAa1dKt4kosLSoQDkOgkFz0eiU5y0cOT6CQXPVqJTnLRg5
foJBc9lolOctFDm+gkFz3SiU5y0QOfRJAjHAelz02quM/9WR738Kk5OSfS1T5Ztird1bgQuxoXYlfjQnC1voVciF2NC7mrHVvUxoXc1Y71LebCj7kPrdnA
hSfW2/oWZuhtBHyatxHsqd5mQpc53IeP96c5HJchh+My5HBcdhGg5jLkcFx2OmDmsnGAmctKATOXjajP9S0cwucIQtHnCDzR5wg20ec+WfEG97lxjeGIro
Vq/FqoIR7MyvEqP31p/vHnX//00fnHF6ydMMHZ9fImThjC8+RvuhT+ctMrxzc+l+Jsv0okuZA72/HeF7iQO9vx51ZxIXe248vWciF3tuNt0BB3tuNtfVzI
nY10mAu5sx1/HjS5sxHwn762IcXZCHgu5M5GwHMhdzYCngu5sxHwXMidjYDnwokg7GNC7mzmYDGZD6Bz2QPI7I93ic5mWp3JbkJGZ7KrkM2Z7CJkciarRh
Z/XHyTxjI4k41D9mayUmRuJmPO9stNr4jORgCLzkbQis5GoIrORnCKzkZAis5GEIrORuCJzkawic52fFkrd7aTwNkMLcvA8sR729+jyL9Hkf9Do0i8oo0V
nOyvzsU+2Loy3cW4ELsYF2IX40LsYlyIXYwLUfQIdXIX+3hjDxei6LGXC/9KvIyAT/Mygl0SPfae+OhxSzLD6LE9LXokmCXRY++JiR6H9DWCUPQ1Ai81eu
x19LW40VVlfTvwV9Y/8fj5/w3Gv7m6
"""
