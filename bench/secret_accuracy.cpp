// How good the secret scanner is on labelled samples: recall and precision per file and group.
//   secret_accuracy [-v] FILE.jsonl...
// A line is {text, kind: tp|fp, file_name_hint, rule, group?}. A negative whose text is a positive
// of another rule says nothing, and is left out. Of a negative of group `dsn` only credentials
// count: an endpoint without one is told for other reasons.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "mig/secrets/scanner.hpp"

namespace {

struct Sample {
  std::string rule;
  std::string group;
  std::string name;
  std::string text;
  bool positive = false;
};

struct Tally {
  int positives = 0;
  int found = 0;
  int negatives = 0;
  int flagged = 0;
};

std::string text_of(const nlohmann::json& line, const char* key, const std::string& otherwise) {
  const auto found = line.find(key);
  return found != line.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

std::vector<Sample> read_samples(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<Sample> samples;
  for (std::string line; std::getline(file, line);) {
    const auto value = nlohmann::json::parse(line);
    const auto kind = text_of(value, "kind", "");
    if (kind != "tp" && kind != "fp") continue;
    samples.push_back({text_of(value, "rule", ""), text_of(value, "group", "all"),
                       text_of(value, "file_name_hint", ""), text_of(value, "text", ""),
                       kind == "tp"});
    if (samples.back().name.empty()) samples.back().name = "sample.txt";
  }
  return samples;
}

std::set<std::string> positives_of(const std::vector<std::vector<Sample>>& files) {
  std::set<std::string> texts;
  for (const auto& samples : files) {
    for (const auto& one : samples) {
      if (one.positive) texts.insert(one.text);
    }
  }
  return texts;
}

std::string rules_found(const Sample& sample) {
  const auto scan = mig::secrets::scan(sample.name, sample.text);
  std::string rules;
  for (const auto& one : scan.detections) {
    if (!sample.positive && sample.group == "dsn" && one.rule == "dsn-raw-endpoint") continue;
    const bool is_place = one.rule.starts_with("location-");
    if (is_place && std::none_of(one.points.begin(), one.points.end(),
                                 [](const auto& point) { return point.decimals > 2; })) {
      continue;
    }
    rules += fmt::format("{}{}", rules.empty() ? "" : " ", one.rule);
  }
  return rules;
}

void print(const std::string& name, const Tally& tally) {
  const auto share = [](int part, int whole) { return whole == 0 ? 100.0 : 100.0 * part / whole; };
  fmt::print(
      "{:32} recall {:5}/{:5} {:6.2f} %   negatives flagged {:3}/{:3} {:6.2f} %   precision "
      "{:6.2f} %\n",
      name, tally.found, tally.positives, share(tally.found, tally.positives), tally.flagged,
      tally.negatives, share(tally.flagged, tally.negatives),
      share(tally.found, tally.found + tally.flagged));
}

}  // namespace

int main(int argc, char** argv) {
  bool is_verbose = false;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "-v")
      is_verbose = true;
    else
      paths.emplace_back(argv[i]);
  }
  if (paths.empty()) {
    std::cerr << "usage: secret_accuracy [-v] FILE.jsonl...\n";
    return 2;
  }
  std::vector<std::vector<Sample>> files;
  for (const auto& path : paths) files.push_back(read_samples(path));
  const auto positives = positives_of(files);
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::map<std::string, Tally> groups;
    Tally all;
    for (const auto& sample : files[i]) {
      if (!sample.positive && positives.contains(sample.text)) continue;
      const auto rules = rules_found(sample);
      auto& group = groups[sample.group];
      for (auto* tally : {&group, &all}) {
        (sample.positive ? tally->positives : tally->negatives) += 1;
        if (!rules.empty()) (sample.positive ? tally->found : tally->flagged) += 1;
      }
      if (is_verbose && sample.positive == rules.empty()) {
        fmt::print("{} {} [{}] {} {}\n", sample.positive ? "MISSED " : "FLAGGED", sample.rule,
                   rules, sample.name,
                   nlohmann::json(sample.text.substr(0, 300))
                       .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
      }
    }
    const auto name = paths[i].substr(paths[i].rfind('/') + 1);
    if (groups.size() > 1) {
      for (const auto& [group, tally] : groups) print(name + " " + group, tally);
    }
    print(name, all);
  }
  return 0;
}
