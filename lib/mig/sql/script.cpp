#include "mig/sql/script.hpp"

#include <pg_query.h>

#include <algorithm>

namespace mig::sql {
namespace {

// Beyond it no stack of reasonable size is deep enough for the worst expression.
constexpr std::uint32_t kMostOperators = 1'500'000;

struct Parsed {
  std::optional<Tree> tree;
  std::string message;
  std::size_t offset = 0;
};

/// The byte offset of the `characters`-th (1-based) character; 0 means the parser named no place.
std::size_t byte_offset(std::string_view text, int characters) {
  if (characters <= 0) return 0;
  std::size_t at = 0;
  for (int seen = 1; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
    if (seen++ == characters) break;
  }
  return std::min(at, text.size());
}

Parsed parse(const std::string& sql) {
  Parsed parsed;
  const auto result = pg_query_parse(sql.c_str());
  if (result.error != nullptr) {
    parsed.message = result.error->message;
    parsed.offset = byte_offset(sql, result.error->cursorpos);
  } else {
    parsed.tree = Tree::parse(result.parse_tree);
    if (!parsed.tree) parsed.message = "the parse tree cannot be read";
  }
  pg_query_free_parse_result(result);
  return parsed;
}

class Reader {
 public:
  Reader(std::string_view text, const std::function<void(const Statement&)>& visit)
      : text_(text), visit_(visit) {}

  void read(const Piece& piece, Reading& reading) {
    if (piece.operators > kMostOperators) {
      reading.faults.push_back({piece.span, "the statement is too complex to be parsed"});
      return;
    }
    std::string sql(text_.substr(piece.span.begin, piece.span.end - piece.span.begin));
    // A fact of its own says so; here it must not hide what follows.
    std::replace(sql.begin(), sql.end(), '\0', ' ');
    const auto parsed = parse(sql);
    if (!parsed.tree) {
      const auto at = piece.span.begin + static_cast<std::uint32_t>(parsed.offset);
      // "unterminated quoted string at or near ...": the rest of the script, with what it holds.
      const bool quotes_rest = parsed.message.starts_with("unterminated");
      reading.faults.push_back({{at, std::max(at, piece.span.end)},
                                quotes_rest
                                    ? parsed.message.substr(0, parsed.message.find(" at or near"))
                                    : parsed.message});
      return;
    }
    for (const auto& raw : parsed.tree->root()["stmts"].items()) {
      ++reading.statements;
      visit_({piece.span, sql, raw["stmt"],
              text_.substr(piece.data.begin, piece.data.end - piece.data.begin)});
    }
  }

 private:
  std::string_view text_;
  const std::function<void(const Statement&)>& visit_;
};

}  // namespace

Reading read_script(std::string_view text, const std::function<void(const Statement&)>& visit) {
  auto pieces = split(text);
  Reading reading;
  reading.facts = std::move(pieces.facts);
  std::uint32_t operators = 0;
  for (const auto& piece : pieces.statements) operators = std::max(operators, piece.operators);
  bool done = false;
  with_deep_stack(std::min(operators, kMostOperators), [&] {
    Reader reader(text, visit);
    for (const auto& piece : pieces.statements) reader.read(piece, reading);
    done = true;
  });
  if (!done) {
    reading.faults.push_back({{0, static_cast<std::uint32_t>(text.size())},
                              "no thread with a stack deep enough could be started"});
  }
  return reading;
}

std::optional<Tree> parse_fragment(std::string_view sql) {
  return parse(std::string(sql)).tree;
}

tl::expected<Tree, std::string> parse_plpgsql(std::string_view statement) {
  const auto result = pg_query_parse_plpgsql(std::string(statement).c_str());
  tl::expected<Tree, std::string> parsed = tl::unexpected<std::string>("the body cannot be read");
  if (result.error != nullptr) {
    parsed = tl::unexpected<std::string>(result.error->message);
  } else if (auto tree = Tree::parse(result.plpgsql_funcs)) {
    parsed = std::move(*tree);
  }
  pg_query_free_plpgsql_parse_result(result);
  return parsed;
}

}  // namespace mig::sql
