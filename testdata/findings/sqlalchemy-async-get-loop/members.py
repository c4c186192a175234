"""SQLAlchemy's AsyncSession in greenlets over aiosqlite's thread: a get() per member, awaited one by one."""
import asyncio

from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Member(Base):
    __tablename__ = "member"
    id = Column(Integer, primary_key=True)
    name = Column(String)


async def fill(engine):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(Member.__table__.insert(), [{"id": i, "name": "Member %d" % i} for i in range(1, 201)])


async def names(session, numbers):
    found = []
    for number in numbers:
        member = await session.get(Member, number)
        found.append(member.name)
    return found


async def run():
    engine = create_async_engine("sqlite+aiosqlite://")
    await fill(engine)
    async with AsyncSession(engine) as session:
        found = await names(session, range(1, 201))
    await engine.dispose()
    return found


def main():
    return asyncio.run(run())
