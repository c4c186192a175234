"""Authors, books, tags and reviews; fill() makes 400 books."""
from sqlalchemy import Column, ForeignKey, Integer, String, Table, create_engine
from sqlalchemy.orm import declarative_base, deferred, relationship, sessionmaker

Base = declarative_base()
book_tag = Table("book_tag", Base.metadata, Column("book_id", ForeignKey("book.id"), primary_key=True),
                 Column("tag_id", ForeignKey("tag.id"), primary_key=True))


class Author(Base):
    __tablename__ = "author"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    books = relationship("Book", back_populates="author")


class Tag(Base):
    __tablename__ = "tag"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Book(Base):
    __tablename__ = "book"
    id = Column(Integer, primary_key=True)
    title = Column(String)
    price = Column(Integer)
    summary = deferred(Column(String))
    author_id = Column(ForeignKey("author.id"))
    author = relationship("Author", back_populates="books")
    tags = relationship("Tag", secondary=book_tag)


engine = create_engine("sqlite://")
Session = sessionmaker(bind=engine)


def fill():
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(Author.__table__.insert(), [{"id": i, "name": "Author %d" % i} for i in range(1, 401)])
        connection.execute(Tag.__table__.insert(), [{"id": i, "name": "tag%d" % i} for i in range(1, 11)])
        connection.execute(Book.__table__.insert(), [
            {"id": i, "title": "Title %d" % i, "price": i * 5, "summary": "Long. " * 9, "author_id": i}
            for i in range(1, 401)
        ])
        tagged = [{"book_id": i, "tag_id": 1 + (i + k) % 10} for i in range(1, 401) for k in (0, 3)]
        connection.execute(book_tag.insert(), tagged)
    with Session() as session:
        session.query(Book).first()
