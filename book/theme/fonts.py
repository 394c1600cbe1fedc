#!/usr/bin/env python3
"""Makes book/theme/fonts out of two npm packages.

    pip install fonttools brotli
    npm pack @expo-google-fonts/literata@0.4.3
    npm pack @expo-google-fonts/fira-code@0.4.1
    tar -xzf each in a folder of its own name: literata/, fira-code/
    python3 book/theme/fonts.py FOLDER

Both are under the SIL Open Font License 1.1 without a reserved name. Each is
cut down to the characters a book like this one needs. The few that a font
lacks are drawn from those it has: in a printout, a character borrowed from
another font would bend the columns.
"""
import sys
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = {
    "literata/package/400Regular/Literata_400Regular.ttf": "literata",
    "literata/package/400Regular_Italic/Literata_400Regular_Italic.ttf":
        "literata-italic",
    "literata/package/600SemiBold/Literata_600SemiBold.ttf":
        "literata-semibold",
    "fira-code/package/400Regular/FiraCode_400Regular.ttf": "fira-code",
}

RANGES = [
    (0x20, 0x17F),     # Latin
    (0x391, 0x3C9),    # Greek
    (0x1D40, 0x1D40), (0x1D62, 0x1D63), (0x2C7C, 0x2C7C),  # ᵀ ᵢ ᵣ ⱼ
    (0x2010, 0x2026),  # dashes, quotation marks, ellipsis
    (0x2032, 0x2033),  # primes
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x2190, 0x2194), (0x21D2, 0x21D2),  # arrows
    (0x2200, 0x22C5),  # operators
    (0x2500, 0x259F),  # boxes and blocks
    (0x25A0, 0x25CF), (0x2605, 0x2605), (0x2713, 0x2717),  # marks
]

# Character: (drawn from, scale, whether it hangs from the capitals).
SMALL = {
    "ᵀ": ("T", 0.62, True),
    "⁻": ("−", 0.62, True), "⁺": ("+", 0.62, True),
    "₋": ("−", 0.62, False),
    "ᵢ": ("i", 0.62, False), "ⱼ": ("j", 0.62, False),
    "ₖ": ("k", 0.62, False), "ₙ": ("n", 0.62, False),
    "ₜ": ("t", 0.62, False),
    "⋅": ("·", 1.0, None),
    "‑": ("-", 1.0, None),
}
STAR = [(0, 340), (82, 112), (323, 105), (133, -43), (200, -275), (0, -140),
        (-200, -275), (-133, -43), (-323, 105), (-82, 112)]
TICK = [(-270, 10), (-215, 65), (-95, -60), (215, 330), (275, 280),
        (-90, -190)]
CROSS = [(-250, 190), (-190, 250), (0, 60), (190, 250), (250, 190), (60, 0),
         (250, -190), (190, -250), (0, -60), (-190, -250), (-250, -190),
         (-60, 0)]


def add(font, char, width, draw):
    """A glyph for `char`, outlined by `draw`, unless the font has one."""
    if ord(char) in font.getBestCmap():
        return
    name = f"uni{ord(char):04X}"
    pen = TTGlyphPen(None)
    draw(pen)
    font["glyf"][name] = pen.glyph()
    left = getattr(font["glyf"][name], "xMin", 0)
    font["hmtx"][name] = (round(width), left)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(char)] = name


def complete(font):
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    mono = font["post"].isFixedPitch or names and len(
        {font["hmtx"][names[ord(c)]][0] for c in "iWm1"}) == 1
    em, caps = font["head"].unitsPerEm, font["OS/2"].sCapHeight
    for char, (base, scale, high) in SMALL.items():
        glyph = names[ord(base)]
        full = font["hmtx"][glyph][0]
        width = full if mono else full * scale
        bounds = BoundsPen(glyphs)
        glyphs[glyph].draw(bounds)
        low, top = bounds.bounds[1], bounds.bounds[3]
        if high is None:
            rise = 0
        elif base in "−+":  # at the middle of the small figures
            middle = caps * (0.78 if high else 0.02)
            rise = middle - (low + top) / 2 * scale
        else:
            rise = caps - top * scale if high else -0.16 * caps
        shape = DecomposingRecordingPen(glyphs)
        glyphs[glyph].draw(shape)
        move = (scale, 0, 0, scale, (width - full * scale) / 2, rise)
        add(font, char, width,
            lambda pen: shape.replay(TransformPen(pen, move)))
    for char, points in [("★", STAR), ("✓", TICK), ("✗", CROSS)]:
        width = font["hmtx"][names[ord("W")]][0] if mono else 0.8 * em
        size = em / 1000 * (0.85 if mono else 1)
        middle = caps / 2
        corners = [(width / 2 + x * size, middle + y * size)
                   for x, y in points]

        def draw(pen):
            pen.moveTo(corners[0])
            for corner in corners[1:]:
                pen.lineTo(corner)
            pen.closePath()
        add(font, char, width, draw)


def main(folder):
    wanted = [c for low, high in RANGES for c in range(low, high + 1)]
    fonts = Path(__file__).parent / "fonts"
    for source, name in FONTS.items():
        font = TTFont(folder / source)
        for table in {"vhea", "vmtx"} & set(font.keys()):
            del font[table]  # what vertical text needs
        complete(font)
        options = Options(layout_features=["kern", "mark", "mkmk", "ccmp",
                                           "locl", "liga", "lnum", "tnum",
                                           "pnum", "onum"],
                          hinting=False)
        if name == "fira-code":  # `->` stays two characters
            options.layout_features = ["ccmp", "locl", "mark", "mkmk"]
        cutter = Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(fonts / f"{name}.woff2")
    for package in ["literata", "fira-code"]:
        licence = folder / package / "package/LICENSE_FONT"
        (fonts / f"OFL-{package}.txt").write_text(licence.read_text())


main(Path(sys.argv[1]))
