#pragma once

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// Around each statement: what it leaves behind tells whether the server would have run it.
class Attempt {
 public:
  Attempt(Session& session, Node statement);
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

 private:
  Session& session_;
  Node statement_;
  std::size_t written_;
  std::size_t needed_;
  bool idempotent_;
};

/// While it lives, what is not there is no obstacle: the statement says IF EXISTS.
class Optional {
 public:
  Optional(Session& session, bool optional);
  ~Optional() { session_.obstacles.optional = before_; }
  Optional(const Optional&) = delete;
  Optional& operator=(const Optional&) = delete;

 private:
  Session& session_;
  bool before_;
};

/// The statement names `wanted`, which the catalog does not hold. Silent where it may be there
/// nevertheless.
void tell_missing(Session& session, const Object& wanted);
/// The statement makes what is there. Silent when it says IF NOT EXISTS or OR REPLACE.
void tell_present(Session& session, Id present);
/// The statement takes `id` for something else than it is.
void tell_wrong_kind(Session& session, Id id, ObjectKind taken_for);
void tell_raised(Session& session, std::string message);

}  // namespace mig::catalog
