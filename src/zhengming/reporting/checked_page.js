"use strict";
(function () {
  var concept = document.getElementById("concept"), whole = document.getElementById("whole");
  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }
  function filter() {
    var rules = new Set(all('input[name="rule"]:checked').map(function (box) { return box.value; }));
    function wanted(one) {
      return rules.has(one.dataset.rule) && (!concept.value || one.dataset.concept === concept.value);
    }
    all("li[data-rule]").forEach(function (item) { item.hidden = !wanted(item); });
    all("mark[data-rule]").forEach(function (mark) { mark.classList.toggle("quiet", !wanted(mark)); });
    all(".segment").forEach(function (segment) {
      segment.hidden = !whole.checked && !all("li[data-rule]", segment).some(wanted);
    });
  }
  document.querySelector("form").addEventListener("change", filter);
  filter();
})();
