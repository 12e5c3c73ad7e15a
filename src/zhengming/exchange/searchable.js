"use strict";
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var input = document.getElementById("query"), chosen = document.getElementById("subject");
  var results = document.getElementById("results"), count = document.getElementById("count");
  var SHOWN = 100, timer;

  data.entries.forEach(function (entry) {
    var keys = entry.keys;
    var english = keys.en.join(" ");
    // de-risking is two words, and one for who writes derisking.
    var words = english.split(/[^a-z0-9]+/).concat(english.replace(/[^a-z0-9 ]/g, "").split(" "));
    keys.words = Array.from(new Set(words.filter(Boolean)));
    keys.sounds = keys.py.map(function (sound) { return sound.replace(/[^a-z0-9]/g, ""); });
    keys.initials = keys.py.map(function (sound) { return sound.split(" ").map(function (s) { return s[0]; }).join(""); });
  });

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim().replace(/\s+/g, " ");
  }

  function simple(text) {
    return Array.from(text.toLowerCase()).map(function (c) { return data.simplified[c] || c; }).join("");
  }

  // How many letters are wrong, missing, too many or exchanged with their neighbour; more than `most` is `most` + 1.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var before = [], row = [], next, best, i, j;
    for (j = 0; j <= b.length; j++) row.push(j);
    for (i = 1; i <= a.length; i++) {
      next = [i];
      best = i;
      for (j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
        best = Math.min(best, next[j]);
      }
      if (best > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  // 0 is the same, 1 begins so, 2 holds it; 9 does not.
  function closeness(keys, query) {
    var best = 9;
    keys.forEach(function (key) {
      var at = key.indexOf(query);
      if (at >= 0) best = Math.min(best, key === query ? 0 : at === 0 ? 1 : 2);
    });
    return best;
  }

  function slips(word) { return word.length < 4 ? 0 : word.length < 8 ? 1 : 2; }

  function like(words, query) {
    var worst = 0;
    query.split(/[^a-z0-9]+/).filter(Boolean).forEach(function (asked) {
      var best = 9;
      words.forEach(function (word) {
        if (word.indexOf(asked) === 0) best = Math.min(best, 0);
        else if (best) best = Math.min(best, distance(asked, word, slips(asked)) > slips(asked) ? 9 : 1);
      });
      worst = Math.max(worst, best);
    });
    return worst;
  }

  function score(entry, query) {
    var keys = entry.keys, sound = query.latin.replace(/[1-5](?=[^0-9]|$)/g, "").replace(/[^a-z0-9]/g, "").replace(/v/g, "u");
    var best = closeness(keys.zh, query.chinese);
    if (!query.isLatin) return best;
    best = Math.min(best, closeness(keys.en, query.latin));
    if (sound) best = Math.min(best, closeness(keys.sounds, sound) < 2 ? closeness(keys.sounds, sound) + 1 : 9);
    if (sound.length > 1 && keys.initials.indexOf(sound) >= 0) best = Math.min(best, 3);
    if (best < 9) return best;
    var words = like(keys.words, query.latin);
    if (words < 9) return 4 + words;
    var near = keys.sounds.some(function (s) { return distance(sound, s, slips(sound)) <= slips(sound); });
    return sound && near ? 6 : 9;
  }

  function node(name, text, className, lang) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    if (lang) made.lang = lang;
    return made;
  }

  function noted(pairs, name, className) {
    var box = node("p", "", className);
    pairs.forEach(function (pair, n) {
      if (n) box.append("; ");
      box.append(node(name, pair[0]), pair[1] ? (name === "s" ? " (" + pair[1] + ")" : ": " + pair[1]) : "");
    });
    return box;
  }

  function chinese(entry) {
    var line = node("p", "", "zh"), forms = {};
    Object.keys(entry.zh).forEach(function (tag) {
      var text = entry.zh[tag].join("、");
      (forms[text] = forms[text] || []).push(tag);
    });
    Object.keys(forms).forEach(function (text) {
      var names = forms[text].map(function (tag) { return data.regions[tag]; }).join(", ");
      line.append(node("span", text, "form", forms[text][0]), node("span", names, "region"));
    });
    if (entry.pinyin) line.append(node("span", entry.pinyin, "pinyin"));
    return line;
  }

  function shown(entry) {
    var box = node("article"), head = node("h2", entry.en[0]);
    box.id = "c-" + entry.id;
    if (entry.en.length > 1) head.append(node("span", entry.en.slice(1).join("; "), "also"));
    [entry.kind, entry.subject].forEach(function (text) { if (text) head.append(node("span", text, "label")); });
    box.append(head, chinese(entry));
    if (entry.definition) box.append(node("p", entry.definition));
    if (entry.note) box.append(node("p", entry.note, "note"));
    if (entry.terms) box.append(noted(entry.terms, "b", "note"));
    if (entry.avoid) box.append(noted(entry.avoid, "s", "avoid"));
    (entry.quotes || []).forEach(function (quote) {
      var said = node("blockquote", quote[0]);
      said.append(node("cite", quote[1]));
      box.append(said);
    });
    return box;
  }

  function search() {
    var text = input.value.trim(), subject = chosen.value, found = [];
    var query = { latin: plain(text), chinese: simple(text), isLatin: /[a-z0-9]/i.test(plain(text)) };
    data.entries.forEach(function (entry, n) {
      if (subject && entry.subject !== subject) return;
      var rank = text ? score(entry, query) : 0;
      if (rank < 9) found.push([rank, n]);
    });
    found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    results.replaceChildren.apply(results, found.slice(0, SHOWN).map(function (one) { return shown(data.entries[one[1]]); }));
    var more = found.length > SHOWN ? ", the first " + SHOWN + " shown" : "";
    count.textContent = (found.length === 1 ? "1 entry" : found.length + " entries") + more;
  }

  function fromAddress() {
    var asked = /^#q=(.*)/.exec(location.hash);
    if (asked) input.value = decodeURIComponent(asked[1]);
    search();
  }

  document.forms[0].addEventListener("submit", function (event) { event.preventDefault(); });
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () {
      history.replaceState(null, "", input.value ? "#q=" + encodeURIComponent(input.value) : "#");
      search();
    }, 80);
  });
  chosen.addEventListener("change", search);
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
