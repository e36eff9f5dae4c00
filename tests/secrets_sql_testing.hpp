#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/rows/read_rows.hpp"
#include "mig/secrets/sql/find_hashes.hpp"
#include "mig/secrets/sql/find_sql_secrets.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {

template <class Find>
inline void at_hits(const Text& text, std::span<const std::string_view> literals, Find find) {
  const auto folded = lowered(text.bytes);
  for (const auto literal : literals) {
    for (auto at = folded.find(literal); at != std::string::npos; at = folded.find(literal, at + 1))
      find(Hit{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + literal.size())});
  }
}

inline Detections find_all(std::string_view bytes) {
  const Text text{"up.sql", bytes, FileRole::script, 0};
  Detections found;
  at_hits(text, sql_literals(), [&](Hit hit) { find_sql_secret(text, hit, found); });
  return found;
}

inline Detections find_in_rows(std::string_view bytes, std::string_view path = "up.sql") {
  const Text text{path, bytes, FileRole::script, 0};
  Detections found;
  const RowVisitor visit = [&](const Row& row) { find_credentials_in_row(row, found); };
  std::uint32_t stop = 0;
  at_hits(text, row_literals(), [&](Hit hit) {
    if (hit.begin >= stop) stop = read_statement_rows(text, hit, visit);
  });
  read_file_rows(text, visit);
  return found;
}

struct Case {
  std::string_view text;
  std::string_view value;
};

inline void expect_each(const std::vector<Case>& cases, std::string_view rule) {
  for (const auto& [text, value] : cases) {
    bool is_found = false;
    for (const auto& detection : find_all(text)) {
      EXPECT_EQ(detection.subject.find(value), std::string::npos) << text;
      ASSERT_LE(detection.span.end, text.size());
      if (detection.value != value) continue;
      is_found = true;
      EXPECT_EQ(detection.rule, rule) << text;
    }
    EXPECT_TRUE(is_found) << text;
  }
}

inline void expect_silent(const std::vector<std::string_view>& texts) {
  for (const auto text : texts)
    for (const auto& detection : find_all(text))
      ADD_FAILURE() << detection.rule << " <" << detection.value << "> in " << text;
}

}  // namespace mig::secrets
