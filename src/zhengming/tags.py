"""Language tags and regions, stated once; apart from `model`, so that a look-up need not import that."""

from __future__ import annotations

ENGLISH = "en"
# The regions that have words of their own, by tag, in the order in which every table shows them.
REGIONS = {"zh-TW": "Taiwan", "zh-HK": "Hong Kong", "zh-CN": "Mainland"}
# What a person types for one.
REGION_TAGS = {"tw": "zh-TW", "hk": "zh-HK", "cn": "zh-CN"}
SCRIPTS = {"zh-Hant": "Traditional", "zh-Hans": "Simplified"}
SCRIPT_OF_REGION = {"zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-CN": "zh-Hans"}
REGIONS_OF_SCRIPT = {"zh-Hant": ("zh-TW", "zh-HK"), "zh-Hans": ("zh-CN",)}
CHINESE_TAGS = (*SCRIPTS, *REGIONS)
LANGUAGE_TAGS = (ENGLISH, *CHINESE_TAGS)
# Where a region has no form of its own (design, section 2).
FALLBACKS = {
    "zh-TW": ("zh-TW", "zh-Hant", "zh-HK"),
    "zh-HK": ("zh-HK", "zh-Hant", "zh-TW"),
    "zh-CN": ("zh-CN", "zh-Hans"),
    "zh-Hant": ("zh-Hant", "zh-TW", "zh-HK"),
    "zh-Hans": ("zh-Hans", "zh-CN"),
    "en": ("en",),
}
