#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"

namespace mig::runner {

/// A script to be run. `text` outlives everything that is made of it.
struct Script {
  std::string path;  ///< as reports name it
  std::string_view text;
};

/// Why a script is not run at all.
struct Refusal {
  std::string path;
  Position at;
  std::string what;  ///< "COPY ... PROGRAM runs a program on the server"
};

/// One statement as it is sent, with the rows behind COPY ... FROM stdin.
struct Step {
  Span span;
  std::string_view text;
  std::string_view data;
};

/// How a script is run: every statement by itself, and all in one transaction where nothing in the
/// script forbids that.
struct CutScript {
  std::vector<Step> steps;
  bool in_one_transaction = true;
  /// The first text that the grammar of PostgreSQL 15 does not accept: nothing of the script runs.
  std::optional<Span> unreadable;
  std::string fault;  ///< what the parser said of it
};

/// What of a script an untrusted one may use to leave its database: commands of psql, programs and
/// files of the server, compiled code, other servers, other roles. Empty: it may be run. What a
/// text that is put together at run time does cannot be seen here: the role that runs it must not
/// be able to either.
std::vector<Refusal> refusals(const Script& script);

/// A script that brings its own BEGIN or COMMIT keeps them; one that holds a statement that cannot
/// run in a transaction, that uses a new enum value, or that runs a body which may commit, runs one
/// by one.
CutScript cut(const Script& script);

}  // namespace mig::runner
